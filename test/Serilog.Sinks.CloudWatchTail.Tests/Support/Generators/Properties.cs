using FsCheck;
using FsCheck.Fluent;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

/// <summary>Checks a statement over generated values.</summary>
static class Properties
{
    /// <summary>Throws with the first value that makes <paramref name="assertion"/> throw.</summary>
    public static void ForAll<T>(Gen<T> generator, Action<T> assertion, int cases = 3000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(generator), assertion));
}
