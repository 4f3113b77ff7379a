using LiveStyle.Progress;
using Xunit;

namespace LiveStyle.Core.Tests.Progress;

public sealed class WorkProgressTests
{
    [Fact]
    public void Each_kind_of_news_arrives_with_what_it_tells()
    {
        var heard = new List<WorkProgress>();
        var listener = new Listener(heard.Add);
        var meter = new ProgressMeter(10, TimeProvider.System);

        listener.Frames(meter);
        listener.Stage("joining the film", 0.5);
        listener.Note("the sound is lost", Remedies.StyleList);
        listener.Done("made", new Dictionary<string, object> { ["frames"] = 10 });

        Assert.Equal([WorkProgressKind.Frames, WorkProgressKind.Stage, WorkProgressKind.Note, WorkProgressKind.Done], heard.Select(news => news.Kind));
        Assert.Same(meter, heard[0].Meter);
        Assert.Equal(("joining the film", 0.5), (heard[1].Text, heard[1].Share));
        Assert.Equal(("the sound is lost", Remedies.StyleList), (heard[2].Text, heard[2].Remedies));
        Assert.Equal(10, heard[3].Values["frames"]);
        Assert.Empty(heard[0].Values);
    }

    [Fact]
    public void Nobody_is_told_nothing()
    {
        IProgress<WorkProgress>? nobody = null;

        nobody.Frames(new ProgressMeter(null, TimeProvider.System));
        nobody.Note("heard by nobody");
    }

    [Fact]
    public void Telling_a_frame_allocates_nothing()
    {
        long frames = 0;
        var listener = new Listener(news => frames += news.Meter!.Frames + 1);
        var meter = new ProgressMeter(10, TimeProvider.System);
        listener.Frames(meter);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            listener.Frames(meter);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(101, frames);
    }

    sealed class Listener(Action<WorkProgress> heard) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => heard(value);
    }
}
