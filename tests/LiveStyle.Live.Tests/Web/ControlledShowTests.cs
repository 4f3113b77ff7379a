using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

/// <summary>A whole show of real parts under the server's control.</summary>
[Trait("Speed", "Slow")]
public sealed class ControlledShowTests : IDisposable
{
    readonly TinyBundle tiny = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task A_show_is_seen_and_played_and_ended_by_the_web()
    {
        var options = new LiveShowOptions { Source = "test:160x96@10", Bundle = tiny.Load(), Stylizer = new StylizerOptions { Device = StylizerDevice.Onnx }, Melt = TimeSpan.Zero };
        await using LiveShow show = await LiveShow.OpenAsync(options, Cancellation);
        await using ControlServer server = await ControlServer.StartAsync(show, new ControlOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0) }, Cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        Task run = show.RunAsync(server.ShutdownAsked);

        RgbaPicture original = RgbaPicture.Read(await client.GetByteArrayAsync("/preview.jpg", Cancellation));
        Assert.Equal((160, 96), (original.Size.Width, original.Size.Height));
        JsonElement source = await GetAsync(client, "/api/source"), styles = await GetAsync(client, "/api/styles");
        Assert.Equal(("connected", 160, 10.0), (source.GetProperty("phase").GetString(), source.GetProperty("width").GetInt32(), source.GetProperty("frameRate").GetDouble()));
        Assert.Equal(show.Desk.Names.Count, styles.GetArrayLength());

        HttpResponseMessage done = await client.PostAsync("/api/do", new StringContent("""{"do":"blend","blend":"dark"}"""), Cancellation);
        Assert.Equal((HttpStatusCode.OK, new Blend("dark")), (done.StatusCode, show.Desk.State.Blend));
        while (Brightness(RgbaPicture.Read(await client.GetByteArrayAsync("/preview.jpg", Cancellation))) > 0.8 * Brightness(original))
        {
            Assert.False(run.IsCompleted);
            await Task.Delay(50, Cancellation);
        }

        await client.PostAsync("/api/shutdown", null, Cancellation);
        await run.WaitAsync(WebScene.Patience, Cancellation);
    }

    [Fact]
    public async Task A_show_holds_no_server_that_has_ended_or_never_began()
    {
        var options = new LiveShowOptions { Source = "test:64x48@10", Bundle = tiny.Load(), Stylizer = new StylizerOptions { Device = StylizerDevice.Onnx } };
        await using LiveShow show = await LiveShow.OpenAsync(options, Cancellation);

        WeakReference ended = await ServeAsync(show);
        WeakReference never = await FailAsync(show);

        await WebScene.UntilAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !ended.IsAlive && !never.IsAlive;
        });
    }

    static async Task<WeakReference> ServeAsync(LiveShow show)
    {
        var controlled = new ControlledShow(show);
        int heard = 0;
        await using ControlServer server = await ControlServer.StartAsync(controlled, new ControlOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0) }, Cancellation);
        controlled.SinksChanged += Hear;
        show.Sinks.Add(new NullSinkTarget());
        await WebScene.UntilAsync(() => Volatile.Read(ref heard) > 0);
        controlled.SinksChanged -= Hear;
        return new WeakReference(controlled);

        void Hear() => Interlocked.Increment(ref heard);
    }

    static async Task<WeakReference> FailAsync(LiveShow show)
    {
        var controlled = new ControlledShow(show);
        await Assert.ThrowsAsync<LiveStyleException>(() => ControlServer.StartAsync(controlled, new ControlOptions { Token = "short" }, Cancellation));
        return new WeakReference(controlled);
    }

    static async Task<JsonElement> GetAsync(HttpClient client, string path) => JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(path, Cancellation));

    static double Brightness(RgbaPicture picture) => picture.Pixels.Where((_, i) => i % 4 != 3).Average(value => (double)value);
}
