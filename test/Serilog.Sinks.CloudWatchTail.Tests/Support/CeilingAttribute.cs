using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

// Far above what the longest test takes on a busy machine. Should even this not end a test, such as one that hangs in its TearDown, the time
// limit in Tests.runsettings ends the run.
[assembly: Serilog.Sinks.CloudWatchTail.Tests.Support.Ceiling(minutes: 10)]

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// Gives every test of the assembly a time after which it is red, and the others go on. Each wait within a test has a limit of its own,
/// <see cref="Limits.Patience"/>, and a better message; this is for the one that was forgotten. NUnit's own Timeout needs threads that can be
/// aborted, and its CancelAfter needs tests that look at a token.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
sealed class CeilingAttribute(int minutes) : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        if (test is TestMethod { Method: { } method and not LimitedMethod } limited) limited.Method = new LimitedMethod(method, TimeSpan.FromMinutes(minutes));
    }

    public void AfterTest(ITest test)
    {
    }
}
