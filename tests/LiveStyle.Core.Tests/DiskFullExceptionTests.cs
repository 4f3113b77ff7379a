using Xunit;

namespace LiveStyle.Core.Tests;

public class DiskFullExceptionTests
{
    [Fact]
    public void The_system_s_own_full_device_is_one()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no device that is always full");
        IOException failure = Assert.ThrowsAny<IOException>(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            full.Write([1]);
        });

        Assert.True(DiskFullException.IsCauseOf(failure));
        var told = Assert.IsType<DiskFullException>(DiskFullException.Of(Path.Combine(Path.GetTempPath(), "film.mp4"), failure));
        Assert.Equal($"the disk is full: {Path.Combine(Path.GetTempPath(), "film.mp4")} could not be written; free some space or choose another folder", told.Message);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "film.mp4"), told.Location);
        Assert.True(told.FreeBytes > 0);
        Assert.Same(failure, told.InnerException);
    }

    [Fact]
    public void Windows_numbers_of_it_are_known()
    {
        Assert.True(DiskFullException.IsCauseOf(new IOException("full", unchecked((int)0x80070070))));
        Assert.True(DiskFullException.IsCauseOf(new IOException("full", unchecked((int)0x80070027))));
        Assert.False(DiskFullException.IsCauseOf(new IOException("shared", unchecked((int)0x80070020))));
        Assert.False(DiskFullException.IsCauseOf(null));
    }

    [Fact]
    public void Another_failure_is_told_as_the_system_tells_it()
    {
        MediaException told = DiskFullException.Of("film.mp4", new UnauthorizedAccessException("access denied"));

        Assert.Equal("film.mp4 can't be written: access denied", told.Message);
        Assert.Equal("film.mp4", told.Location);
    }
}
