using LiveStyle.Media.Probing;
using Xunit;

namespace LiveStyle.Media.Tests.Piping;

public sealed class ByteSpoolTests
{
    [Theory]
    [InlineData(1 << 20)]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task Bytes_come_out_as_they_went_in_wherever_they_waited(int memory)
    {
        var bytes = new byte[40_000];
        new Random(7).NextBytes(bytes);
        using var spool = new ByteSpool(memory);
        var taken = new MemoryStream();
        Task taking = Task.CompletedTask;
        for (int i = 0; i < bytes.Length; i += 400)
        {
            spool.Add(bytes.AsSpan(i, 400));

            // Half of it waits before any is taken.
            taking = i == bytes.Length / 2 ? spool.CopyToAsync(taken) : taking;
        }

        spool.Complete();
        await taking;

        Assert.Equal(bytes, taken.ToArray());
        Assert.Equal(0, spool.Length);
    }
}
