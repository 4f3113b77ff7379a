using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Motion;
using LiveStyle.Training.Evaluation;
using Xunit;

namespace LiveStyle.Training.Tests.Evaluation;

/// <summary>The report's estimate of movement against the exact movement of the sample clip, whose layers hide one another.</summary>
public class EstimatedMotionTests
{
    [Theory]
    [InlineData(2.5)]
    [InlineData(7.2)]
    public async Task Estimated_motion_of_the_sample_clip_is_its_true_one(double seconds)
    {
        (HostFrame previous, HostFrame current) = await PairAsync(seconds);
        using LayeredMotion motion = LayeredMotion.Load(Repository.PathOf("media/sample.motion.json"));
        int index = (int)Math.Round(current.Timestamp.Seconds * 24);
        Vector2[] truth = motion.Trace(index, index - 1);

        FrameMotion estimate = FrameMotion.Trace(current, previous);

        float[] errors = [.. truth.Zip(estimate.Places.ToArray(), (a, b) => (a - b).Length()).Where(float.IsFinite).Order()];
        Assert.True(errors.Length > truth.Length / 2, $"{errors.Length} of {truth.Length} pixels are followed");
        Assert.True(errors[errors.Length / 2] < 0.2, $"half of them are within {errors[errors.Length / 2]:0.00} pixels");
        Assert.True(errors[errors.Length * 9 / 10] < 1, $"nine tenths are within {errors[errors.Length * 9 / 10]:0.00} pixels");

        // So both tell the same floor.
        double exact = WarpingError.Measure(previous, current, truth), estimated = WarpingError.Measure(previous, current, estimate.Places.Span);
        Assert.True(estimated < 1.5 * exact && estimated > exact / 2.5, $"{estimated:0.000000} by the estimate, {exact:0.000000} by the truth");
        previous.Dispose();
        current.Dispose();
    }

    static async Task<(HostFrame Previous, HostFrame Current)> PairAsync(double seconds)
    {
        await using VideoSource source = await VideoSource.OpenAsync(
            Repository.PathOf("media/sample.mp4"), new VideoSourceOptions(), CancellationToken.None);
        HostFrame? previous = null;
        while (await source.ReadAsync(CancellationToken.None) is { } frame)
        {
            if (previous is not null && frame.Timestamp.Seconds >= seconds)
            {
                return (previous, frame);
            }

            previous?.Dispose();
            previous = frame;
        }

        throw new InvalidOperationException("the clip is shorter");
    }
}
