using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Json;

public class Utf8DigitsTests
{
    [Test]
    public void ADoubleOfFewDecimalsIsWrittenAsDotNetDoes() => Properties.ForAll(
        Gen.Choose(int.MinValue, int.MaxValue).SelectMany(n => Gen.Elements(1, 10, 100, 1000, 10_000, 100_000, 3, 7, 1024).Select(unit => (double)n / unit)),
        Check, 20_000);

    [TestCase(0d)]
    [TestCase(-0d)]
    [TestCase(0.0001)]
    [TestCase(0.00005)]
    [TestCase(0.00014999999999999999)]
    [TestCase(999999999.9999)]
    [TestCase(1e9)]
    [TestCase(123456789.12345678)]
    [TestCase(0.1 + 0.2)]
    [TestCase(1e15)]
    [TestCase(1e-5)]
    [TestCase(double.Epsilon)]
    [TestCase(double.MaxValue)]
    public void AnyOtherDoubleToo(double value) => Check(value);

    [Test]
    public void ATimeIsWrittenAsDotNetDoes() => Properties.ForAll(Values.DateTimeOffset, time =>
    {
        var target = new byte[Utf8Digits.UtcLength];
        Utf8Digits.WriteUtc(time.UtcDateTime, target);
        Encoding.ASCII.GetString(target).Should().Be(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    });

    static void Check(double value)
    {
        using var output = new Utf8Buffer();
        Utf8Scalars.Append(output, value);
        Encoding.ASCII.GetString(output.WrittenSpan).Should().Be(value.ToString("R", CultureInfo.InvariantCulture));
    }
}
