namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The meaning of a member's name. Name is in lower case without separators. A lower Rank suits the role better. IsContainer tells that an object
// under this name may contain members with roles of their own.
readonly record struct MemberMeaning(string Name, MemberRole Role, int Rank, bool IsContainer);
