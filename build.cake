// Run with: dotnet tool restore && dotnet cake [--target=NAME] [--configuration=Debug]

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");

var solution = "./Serilog.Sinks.CloudWatchTail.sln";
var benchmarks = "./test/Serilog.Sinks.CloudWatchTail.Benchmarks/Serilog.Sinks.CloudWatchTail.Benchmarks.csproj";
var artifacts = Directory("./artifacts");

Task("Clean")
    .Description("Removes what earlier builds left.")
    .Does(() =>
{
    CleanDirectory(artifacts);
    DotNetClean(solution, new DotNetCleanSettings { Configuration = configuration, Verbosity = DotNetVerbosity.Quiet });
});

Task("Restore")
    .Description("Fetches the packages.")
    .Does(() => DotNetRestore(solution));

Task("Build")
    .Description("Builds everything; a warning is an error.")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings { Configuration = configuration, NoRestore = true }));

Task("Test")
    .Description("Runs all tests, on each target framework.")
    .IsDependentOn("Build")
    .Does(() => DotNetTest(solution, new DotNetTestSettings { Configuration = configuration, NoBuild = true }));

Task("Floor")
    .Description("Packs the library and tests it on the lowest versions that it asks for.")
    .Does(() =>
{
    var feed = MakeAbsolute(Directory("./artifacts/floor"));
    var version = $"0.0.0-floor.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";
    CleanDirectory(feed);
    DotNetPack("./src/Serilog.Sinks.CloudWatchTail", new DotNetPackSettings
    {
        Configuration = configuration,
        OutputDirectory = feed,
        MSBuildSettings = new DotNetMSBuildSettings().WithProperty("PackageVersion", version),
    });
    try
    {
        DotNetTest("./test/Serilog.Sinks.CloudWatchTail.Floor", new DotNetTestSettings
        {
            Configuration = configuration,
            ArgumentCustomization = args => args.Append($"-p:FloorVersion={version}").AppendQuoted($"-p:FloorSource={feed}"),
        });
    }
    finally
    {
        // The version is of this run alone, and NuGet would keep it for good.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? System.IO.Path.Combine(home, ".nuget", "packages");
        var restored = Directory(System.IO.Path.Combine(packages, "serilog.sinks.cloudwatchtail", version));
        if (DirectoryExists(restored)) DeleteDirectory(restored, new DeleteDirectorySettings { Recursive = true, Force = true });
    }
});

Task("Pack")
    .Description("Makes the NuGet packages, with symbols, in artifacts.")
    .IsDependentOn("Build")
    .Does(() =>
{
    foreach (var project in GetFiles("./src/*/*.csproj"))
    {
        DotNetPack(project.FullPath, new DotNetPackSettings { Configuration = configuration, NoBuild = true, OutputDirectory = artifacts });
    }
});

Task("Bench")
    .Description("Runs the benchmarks in their short form.")
    .IsDependentOn("Restore")
    .Does(() => DotNetRun(benchmarks, "--short", new DotNetRunSettings { Configuration = "Release", NoRestore = true }));

Task("Default")
    .Description("Builds, tests and packs.")
    .IsDependentOn("Clean")
    .IsDependentOn("Test")
    .IsDependentOn("Pack");

RunTarget(target);
