using System.CodeDom.Compiler;
using System.Reflection;
using System.Xml.Linq;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Packages;

/// <summary>The documentation that is packed is of the public surface alone: comments on internals are for those who read the source.</summary>
public class DocumentedMembersTests
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    static Assembly[] Packages() => [typeof(CloudWatchSinkOptions).Assembly, typeof(CloudWatchLogsEmulator).Assembly];

    [TestCaseSource(nameof(Packages))]
    public void OnlyWhatUsersSeeIsDocumented(Assembly package)
    {
        var members = XDocument.Load(Path.ChangeExtension(package.Location, ".xml")).Descendants("member").Select(m => m.Attribute("name")!.Value).ToArray();

        members.Should().HaveCountGreaterThan(50);
        members.Where(member => !IsGenerated(member) && !IsVisible(package, member)).Should().BeEmpty();
    }

    static bool IsVisible(Assembly package, string member)
    {
        var path = member[2..].Split('(')[0];
        if (member[0] == 'T') return NestedType(package, path)?.IsVisible == true;
        var dot = path.LastIndexOf('.');
        var type = NestedType(package, path[..dot]);
        var name = path[(dot + 1)..].Split('`')[0].Replace('#', '.');
        return type?.GetMember(name, All).Any(m => (type.IsVisible && IsVisible(m)) || m.IsDefined(typeof(GeneratedCodeAttribute))) == true;
    }

    // Regular expressions bring comments that the compiler's generator writes.
    static bool IsGenerated(string member) => member.Contains(":System.Text.RegularExpressions.Generated.", StringComparison.Ordinal);

    static Type? NestedType(Assembly package, string path)
    {
        for (var name = path; ; name = name[..name.LastIndexOf('.')] + '+' + name[(name.LastIndexOf('.') + 1)..])
        {
            if (package.GetType(name) is { } type) return type;
            if (!name.Contains('.')) return null;
        }
    }

    static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo e => IsVisible(e.AddMethod!),
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false,
    };
}
