using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// What all feeds read. EmulatorState returns the emulator's state as JSON; null without an emulator.
sealed record FeedSources(EventStore Store, TailSession Session, TailSink Sink, NoticeLog Notices, Func<string>? EmulatorState, TimeProvider TimeProvider);
