using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;

// Writes zeros behind the last record of a segment that grows; the next records replace them. The operating system then allocates memory and blocks for
// many pages at once. Page by page, a record takes up to 4 % more of its caller's time. A reader takes zeros for the end, as after a crash of the
// machine, so that they may remain when the process is killed.
sealed class ZeroedRoom
{
    // The processor's cache still holds so many zeros when the records arrive. A segment with fewer bytes of records has none.
    public const int StepBytes = 64 * 1024;

    const int PageBytes = 4096;

    readonly byte[] _zeros = new byte[StepBytes];
    long _end = StepBytes;

    // Called when the records end at from. left is the number of bytes that the segment may still take. Does not throw: the last record is in the file,
    // whether there are zeros behind it or not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Extend(IPrivateFile file, long from, long left)
    {
        if (from >= _end && left >= StepBytes) WriteZeros(file, from);
    }

    // No more records follow: cuts off the zeros, and begins anew for the next file. Does not throw: zeros that remain are the end as well.
    public void End(IPrivateFile file, long end)
    {
        var hasZeros = _end > Math.Max(end, StepBytes);
        _end = StepBytes;
        if (!hasZeros) return;
        try
        {
            file.SetLength(end);
        }
        catch (Exception)
        {
        }
    }

    void WriteZeros(IPrivateFile file, long from)
    {
        var length = StepBytes - (int)(from % PageBytes);
        _end = from + length;
        try
        {
            file.Write(_zeros.AsSpan(0, length), from);
        }
        catch (Exception)
        {
            // A full disk; the next record finds out. What there is of the zeros serves as well.
        }
    }
}
