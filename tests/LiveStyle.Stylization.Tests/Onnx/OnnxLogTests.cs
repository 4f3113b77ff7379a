using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

public sealed class OnnxLogTests
{
    const string Category = "LiveStyle.Stylization.Onnx";

    [Fact]
    public void A_network_that_cant_be_opened_is_told_in_the_log_of_who_opens_it()
    {
        // A kernel that refuses its settings: ONNX Runtime reads the file, and fails over it while it builds the session.
        using var broken = new TinyBundle(OnnxWriter.Model(
            [OnnxWriter.Node("Flatten", ["frame"], "flat", ("axis", 9)), OnnxWriter.Node("Reshape", ["flat", "whole"], "stylized")],
            [OnnxWriter.Index("whole", 1)],
            [OnnxWriter.Value("frame", OnnxWriter.UInt8, 1, -1, -1, 3), OnnxWriter.Value("embedding", OnnxWriter.Float, 1, 2)],
            [OnnxWriter.Value("stylized", OnnxWriter.UInt8, 1, -1, -1, 3)]));
        var log = new NotedLog();

        var problem = Assert.Throws<ModelException>(() => OnnxStylizer.Create(broken.Load(), Options(log)));

        Assert.Contains("ONNX Runtime can't load it (", problem.Message);
        Assert.DoesNotContain("ErrorCode", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.NotEmpty(log.Messages);
        Assert.All(log.Messages, message => Assert.Equal(Category, message.Category));
    }

    [Fact]
    public async Task A_run_that_fails_is_told_in_its_own_sessions_log_only()
    {
        using var tiny = new TinyBundle();
        var failing = new NotedLog(LogLevel.Warning);
        var other = new NotedLog(LogLevel.Warning);
        await using OnnxStylizer stylizer = OnnxStylizer.Create(tiny.Load(), Options(failing));
        await using OnnxStylizer idle = OnnxStylizer.Create(tiny.Load(), Options(other));
        stylizer.SetBlend(Blend.Parse("original*5"));

        await Assert.ThrowsAsync<ModelException>(async () =>
            await stylizer.ProcessAsync(HostFrame.Allocate(new FrameSize(20, 20)), TestContext.Current.CancellationToken));

        NotedMessage message = Assert.Single(failing.Messages);
        Assert.Equal((LogLevel.Error, Category), (message.Level, message.Category));
        Assert.Contains("Gather", message.Text);
        Assert.Empty(other.Messages);
    }

    [Fact]
    public async Task A_logger_gets_what_it_takes_and_no_more()
    {
        using var tiny = new TinyBundle();
        var quiet = new NotedLog(LogLevel.Warning);
        var detailed = new NotedLog(LogLevel.Debug);

        await using (OnnxStylizer.Create(tiny.Load(), Options(quiet)))
        await using (OnnxStylizer.Create(tiny.Load(), Options(detailed)))
        {
            Assert.Empty(quiet.Messages);
            Assert.Contains(detailed.Messages, message => message.Level == LogLevel.Debug && message.Text.Contains("Session", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_logger_that_fails_does_no_harm()
    {
        using var tiny = new TinyBundle();
        await using OnnxStylizer stylizer = OnnxStylizer.Create(tiny.Load(), Options(new FailingLog()));

        (await stylizer.ProcessAsync(HostFrame.Allocate(new FrameSize(20, 20)), TestContext.Current.CancellationToken)).Dispose();
    }

    static StylizerOptions Options(ILoggerFactory log) => new() { Device = StylizerDevice.Cpu, Threads = 1, LoggerFactory = log };

    sealed class FailingLog : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("the log's disk is full");
    }
}
