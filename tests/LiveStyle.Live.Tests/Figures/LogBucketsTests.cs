using LiveStyle.Live.Figures;
using Xunit;

namespace LiveStyle.Live.Tests.Figures;

public class LogBucketsTests
{
    [Fact]
    public void A_time_read_back_is_off_by_at_most_three_hundredths_from_a_microsecond_to_an_hour()
    {
        for (double seconds = 1e-6; seconds < 3600; seconds *= 1.0037)
        {
            var time = TimeSpan.FromSeconds(seconds);
            double read = LogBuckets.ValueOf(LogBuckets.IndexOf(time)).TotalSeconds;

            Assert.InRange(read / time.TotalSeconds, 0.97, 1.03);
        }
    }

    [Fact]
    public void Buckets_follow_each_other_without_a_gap_and_take_what_is_out_of_range()
    {
        int last = 0;
        for (long ticks = 0; ticks < 1L << 37; ticks = Math.Max(ticks + 1, ticks + ticks / 200))
        {
            int index = LogBuckets.IndexOf(TimeSpan.FromTicks(ticks));

            Assert.InRange(index, last, Math.Min(last + 1, LogBuckets.Count - 1));
            last = index;
        }

        Assert.Equal((0, LogBuckets.Count - 1, LogBuckets.Count - 1), (LogBuckets.IndexOf(TimeSpan.FromSeconds(-1)), last, LogBuckets.IndexOf(TimeSpan.MaxValue)));
    }
}
