using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.View.Api;
using Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.View.Groups;
using Serilog.Sinks.CloudWatchTail.Tool.View.Live;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;
using Serilog.Sinks.CloudWatchTail.Tool.View.Web;

namespace Serilog.Sinks.CloudWatchTail.Tool.View;

// A viewer at work: wires the tail, the store and the web server.
sealed class Viewer : IAsyncDisposable
{
    static readonly TimeSpan MeasureInterval = TimeSpan.FromSeconds(1);

    readonly CancellationTokenSource _stopping = new();
    readonly ViewSettings _settings;
    readonly FeedSources _sources;
    readonly IGroupSource _groups;
    ViewServer? _server;
    Task _background = Task.CompletedTask;

    Viewer(ViewRequest request, IGroupSource groups, Func<string>? emulatorState, ViewSettings settings)
    {
        var notices = new NoticeLog(settings.TimeProvider);
        var store = new EventStore(settings.Limits);
        var sink = new TailSink(store, notices, request.Level, settings.Complain, settings.TimeProvider);
        _settings = settings;
        _groups = groups;
        _sources = new(store, new TailSession(request.OptionsFor, sink), sink, notices, emulatorState, settings.TimeProvider);
    }

    // What a user opens in the browser.
    public string Link => _server!.Link;

    // Shows log groups of the service. Throws UsageException if an option cannot be used.
    public static async Task<Viewer> StartAsync(ViewRequest request, ViewSettings settings, CancellationToken cancellationToken)
    {
        var connection = new CloudWatchConnectionOptions();
        request.Connect(connection);
        var viewer = new Viewer(request, new ServiceGroups(LogGroupNames.Open(connection)), null, settings);
        return await viewer.BeginAsync(new ViewConnection(connection.Region ?? ViewConnection.RegionOfEnvironment, connection.ServiceUrl), null, async () =>
        {
            await viewer._sources.Session.ChooseAsync(request.LogGroups, request.Since.Resolve(settings.TimeProvider.GetUtcNow(), utc: false), clear: false, cancellationToken);
            viewer._background = viewer.MeasureAsync();
        }, cancellationToken);
    }

    // Shows all log groups of an emulator in this process, and what the emulator itself does.
    public static async Task<Viewer> StartAsync(CloudWatchLogsEmulator emulator, ViewSettings settings, CancellationToken cancellationToken)
    {
        var faults = new EmulatorFaults(emulator);
        var panel = new EmulatorPanel(emulator, faults, settings.TimeProvider);
        var groups = new EmulatedGroups(emulator);
        var viewer = new Viewer(new ViewRequest { Connect = connection => Connect(connection, emulator, panel) }, groups, panel.Read, settings);
        return await viewer.BeginAsync(new ViewConnection(emulator.Region, emulator.ServiceUrl), new EmulatorApi(panel, faults), async () =>
        {
            await viewer._sources.Session.ChooseAllAsync(clear: false, cancellationToken);
            viewer._background = Task.WhenAll(viewer.MeasureAsync(), new EmulatedGroupsFollower(groups, viewer._sources).RunAsync(viewer._stopping.Token));
        }, cancellationToken);
    }

    static void Connect(CloudWatchConnectionOptions connection, CloudWatchLogsEmulator emulator, EmulatorPanel panel)
    {
        emulator.Connect(connection.UseEndpoint);
        connection.ConfigureClient = client => client.ClientAppId = panel.OwnAppId;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_server is not null) await _server.DisposeAsync();
        await _background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _sources.Session.DisposeAsync();
        (_groups as IDisposable)?.Dispose();
    }

    async Task<Viewer> BeginAsync(ViewConnection connection, EmulatorApi? emulator, Func<Task> tail, CancellationToken cancellationToken)
    {
        try
        {
            _server = await ViewServer.StartAsync(
                _settings.Port,
                routes =>
                {
                    new StateApi(_sources, _groups, connection).AddTo(routes);
                    new TailApi(_sources).AddTo(routes);
                    new FeedApi(_sources, _stopping.Token).AddTo(routes);
                    new EventApi(_sources.Store).AddTo(routes);
                    emulator?.AddTo(routes);
                },
                cancellationToken);
            await tail();
            return this;
        }
        catch (Exception exception)
        {
            await DisposeAsync();
            if (ListenFailure.Of(exception) is { } reason) throw new UsageException($"{_settings.PortOption} {_settings.Port} cannot be used: {reason}", exception);
            if (exception is ArgumentException) throw new UsageException(OptionNames.In(Failure.TextOf(exception)), exception);
            throw;
        }
    }

    async Task MeasureAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            _sources.Sink.Measure();
            await Task.Delay(MeasureInterval, _settings.TimeProvider, _stopping.Token);
        }
    }
}
