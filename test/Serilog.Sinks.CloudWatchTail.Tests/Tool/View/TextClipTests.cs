using Serilog.Sinks.CloudWatchTail.Tool.View.Live;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

class TextClipTests
{
    static IEnumerable<TestCaseData> Cases()
    {
        yield return new TestCaseData("", 0).SetName("Nothing");
        yield return new TestCaseData(new string('x', 100), 100).SetName("AsLongAsTheLimit");
        yield return new TestCaseData(new string('x', 101), 100).SetName("OneMore");
        yield return new TestCaseData(new string('x', 99) + "👍", 99).SetName("APairAtTheLimit");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("👍", 60)), 100).SetName("NothingButPairs");
        yield return new TestCaseData("x" + string.Concat(Enumerable.Repeat("👍", 60)), 99).SetName("PairsAtOddPlaces");
        yield return new TestCaseData(new string('日', 200), 100).SetName("NoPlainCharacter");
        yield return new TestCaseData("a" + new string('\u0301', 200), 100).SetName("ACharacterWithoutEnd");
        yield return new TestCaseData(new string('\ud83d', 200), 99).SetName("HalfCharacters");
        yield return new TestCaseData(new string('x', 99) + "\r\n", 99).SetName("ALineBreakIsOne");
    }

    [TestCaseSource(nameof(Cases))]
    public void ACutIsBetweenCharacters(string text, int length) => TextClip.LengthOf(text, 100).Should().Be(length);
}
