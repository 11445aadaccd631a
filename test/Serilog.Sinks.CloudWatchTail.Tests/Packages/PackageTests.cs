using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Packages;

/// <summary>Packs what is here, and uses the packages as somebody does who has nothing else: from a folder.</summary>
public partial class PackageTests
{
    const string Library = "Serilog.Sinks.CloudWatchTail";
    const string Emulator = $"{Library}.Emulator";
    const string Tool = $"{Library}.Tool";
    const string Home = "https://example.org/owner/project";

    // No version that a cache could have from elsewhere.
    static readonly string Version = $"0.0.0-test.{Guid.NewGuid():N}";

    readonly TempFolder _folder = new();
    DotnetCommand _dotnet = null!;

    string Feed => _folder.GetFile("feed");

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        _dotnet = new DotnetCommand(_folder);
        await System.IO.File.WriteAllTextAsync(_folder.GetFile("nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="cache" value="{DotnetCommand.PackageCache}" /></fallbackPackageFolders>
            </configuration>
            """);
        foreach (var package in (string[])[Library, Emulator, Tool])
            await _dotnet.RunAsync(Repository.Root, "pack", Path.Combine("src", package), "--no-restore", "-c", Repository.Configuration, "-o", Feed, $"-p:PackageVersion={Version}", $"-p:RepositoryUrl={Home}.git");
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [TestCase(Library, "lib/net8.0/Serilog.Sinks.CloudWatchTail.dll", "lib/net10.0/Serilog.Sinks.CloudWatchTail.xml")]
    [TestCase(Emulator, "lib/net8.0/Serilog.Sinks.CloudWatchTail.Emulator.dll", "lib/net10.0/Serilog.Sinks.CloudWatchTail.Emulator.xml")]
    [TestCase(Tool, "tools/net10.0/any/cwtail.dll", "tools/net10.0/any/DotnetToolSettings.xml")]
    public void APackageHasWhatItsReadersAndDebuggersNeed(string package, params string[] files)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        var names = archive.Entries.Select(e => e.FullName).ToArray();
        names.Should().Contain(["README.md", "CHANGES.md", "icon.png", .. files]).And.OnlyHaveUniqueItems();

        using var specification = archive.GetEntry($"{package}.nuspec")!.Open();
        var metadata = XDocument.Load(specification).Descendants().ToLookup(e => e.Name.LocalName, e => e.Value);
        metadata["license"].Should().Equal("Apache-2.0");
        metadata["icon"].Should().Equal("icon.png");
        metadata["readme"].Should().Equal("README.md");
        metadata["releaseNotes"].Single().Should().Contain("CHANGES.md");
        metadata["description"].Single().Should().NotBeEmpty();

        using var symbols = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.snupkg"));
        symbols.Entries.Should().Contain(e => e.Name.EndsWith(".pdb"));
    }

    [TestCase(Library, $"{Home}/blob/HEAD/src/Serilog.Sinks.CloudWatchTail/docs/options.md")]
    [TestCase(Emulator, null)]
    [TestCase(Tool, $"{Home}/raw/HEAD/src/Serilog.Sinks.CloudWatchTail.Tool/cwtail.png")]
    public void ALinkOfAPackagesPageLeadsToTheRepository(string package, string? link)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        using var page = new StreamReader(archive.GetEntry("README.md")!.Open());
        var links = Link().Matches(page.ReadToEnd()).Select(match => match.Groups[1].Value).ToArray();
        links.Should().OnlyContain(target => target.StartsWith("https://") || target.StartsWith('#'));
        if (link is not null) links.Should().Contain(link);
    }

    [Test]
    public async Task AProjectBuildsAndRunsAgainstThem()
    {
        var project = Directory.CreateDirectory(_folder.GetFile("project")).FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(project, "Scratch.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Library}" Version="[{Version}]" />
                <PackageReference Include="{Emulator}" Version="[{Version}]" />
              </ItemGroup>
            </Project>
            """);
        await System.IO.File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), """
            using Serilog;
            using Serilog.Sinks.CloudWatchTail.Emulator;

            await using var aws = await CloudWatchLogsEmulator.StartAsync();
            await using (var logger = new LoggerConfiguration()
                .WriteTo.CloudWatch(options => { options.LogGroup = "/scratch"; aws.Connect(options.Connection.UseEndpoint); })
                .CreateLogger())
            {
                logger.Information("Hello, {Name}", "packages");
            }

            Console.WriteLine(aws.Events("/scratch").Single().Message);
            """);

        await _dotnet.RunAsync(project, "build", "-c", "Release", "-o", "out");
        (await _dotnet.RunAsync(project, Path.Combine("out", "Scratch.dll"))).Should().Contain("\"template\":\"Hello, {Name}\"");
    }

    [Test]
    public async Task TheToolInstallsAndRuns()
    {
        var path = _folder.GetFile("tools");
        await _dotnet.RunAsync(_folder.FullName, "tool", "install", Tool, "--tool-path", path, "--version", Version, "--configfile", _folder.GetFile("nuget.config"));
        var help = await _dotnet.RunProgramAsync(Path.Combine(path, OperatingSystem.IsWindows() ? "cwtail.exe" : "cwtail"), _folder.FullName, "--help");
        help.Should().Contain("cwtail [<GROUP>...]").And.Contain("Examples:");
    }

    [GeneratedRegex(@"\]\(([^)\s]+)")]
    private static partial Regex Link();
}
