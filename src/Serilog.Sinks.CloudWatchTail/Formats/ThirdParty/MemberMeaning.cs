namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>What a member's name says.</summary>
/// <param name="Name">The name in lower case, without separators.</param>
/// <param name="Rank">The lower, the better the name is for its role.</param>
/// <param name="IsContainer">If its value is an object, that may hold members with roles of their own.</param>
readonly record struct MemberMeaning(string Name, MemberRole Role, int Rank, bool IsContainer);
