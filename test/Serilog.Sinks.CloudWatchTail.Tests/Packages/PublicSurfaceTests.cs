using System.Reflection;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Packages;

/// <summary>
/// The public surface is what is checked in. To accept a change of it, run this test with the environment variable ACCEPT_PUBLIC_SURFACE=1,
/// for both frameworks, and look at the difference.
/// </summary>
public class PublicSurfaceTests
{
#if NET10_0
    const string Framework = "net10.0";
#else
    const string Framework = "net8.0";
#endif

    static Assembly[] Packages() =>
    [
        typeof(CloudWatchSinkOptions).Assembly,
        typeof(CloudWatchLogsEmulator).Assembly,
#if NET10_0
        typeof(CloudWatchTail.Tool.CommandLine.CwtailCommand).Assembly,
#endif
    ];

    [TestCaseSource(nameof(Packages))]
    public void ThePublicSurfaceIsTheOneThatWasAccepted(Assembly package)
    {
        var file = Repository.PathOf("test", "Serilog.Sinks.CloudWatchTail.Tests", "Packages", "Accepted", $"{package.GetName().Name}.{Framework}.txt");
        var surface = PublicSurface.Of(package);
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_SURFACE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.WriteAllText(file, surface);
        }

        System.IO.File.Exists(file).Should().BeTrue("a package has a listing, {0}", file);
        var accepted = System.IO.File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var actual = surface.Split('\n');
        actual.Except(accepted).Should().BeEmpty("these lines are new; to accept them set ACCEPT_PUBLIC_SURFACE=1");
        accepted.Except(actual).Should().BeEmpty("these lines are gone, which breaks whoever uses them; to accept that set ACCEPT_PUBLIC_SURFACE=1");
        actual.Should().Equal(accepted);
    }

    /// <summary>A positional record breaks its callers with each property that it gains.</summary>
    [TestCaseSource(nameof(Packages))]
    public void NoPublicTypeIsAPositionalRecord(Assembly package) =>
        package.GetExportedTypes().Where(type => type.GetMethod("Deconstruct") is not null).Should().BeEmpty();
}
