using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LiveStyle.Live.Control;
using LiveStyle.Styles;
using LiveStyle.TestKit.Browsers;
using Microsoft.Playwright;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

/// <summary>The page as a real browser shows it, with a real show behind it.</summary>
[Trait("Speed", "Slow")]
public sealed class ControlPageTests(WebBrowser browser) : IClassFixture<WebBrowser>, IAsyncLifetime
{
    readonly List<string> troubles = [], requests = [];
    WebScene scene = null!;

    public async ValueTask InitializeAsync() => scene = await WebScene.StartAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task A_click_on_a_style_shows_it_and_undo_takes_it_back()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress);
        ILocator scream = page.GetByRole(AriaRole.Button, new() { Name = "The Scream" });

        await scream.ClickAsync();

        await Assertions.Expect(scream).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("munch-scream", scene.Show.Desk.State.Blend.ToString());
        await Assertions.Expect(page.Locator("#blend")).ToHaveTextAsync("munch-scream");

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(scream).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal("original", scene.Show.Desk.State.Blend.ToString());
        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Everything_is_done_by_the_keyboard_too()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress);

        await page.GetByLabel("Strength").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await WebScene.UntilAsync(() => scene.Show.Desk.State.Strength == 0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Privacy" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await WebScene.UntilAsync(() => scene.Show.Desk.State.IsPrivate);
        await page.GetByRole(AriaRole.Button, new() { Name = "wild" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await WebScene.UntilAsync(() => scene.Show.Desk.State.Preset == "wild");
        await page.GetByLabel("Melt, in seconds").FillAsync("2.5");
        await page.Keyboard.PressAsync("Tab");
        await WebScene.UntilAsync(() => scene.Show.Desk.State.Melt == TimeSpan.FromSeconds(2.5));

        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Changes_by_others_show_at_once()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress);

        scene.Show.Desk.Do(DeskCommand.Parse("""{"do":"strength","strength":0.37}"""));
        scene.Show.Desk.Do(DeskCommand.Parse("""{"do":"privacy","on":true}"""));

        scene.Show.Desk.SetPresets([new Preset("evening", new Blend("munch-scream"))]);

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "evening" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#strength-text")).ToHaveTextAsync("0.37");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Privacy" })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task The_preview_moves_and_its_picture_is_the_shows()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress);

        await UntilDrawnAsync(page, 5);

        int[] color = await page.EvaluateAsync<int[]>("Array.from(document.getElementById('picture').getContext('2d').getImageData(64, 36, 1, 1).data)");
        Assert.InRange(color[0], ShowColors.Orange[0] - 6, ShowColors.Orange[0] + 6);
        Assert.InRange(color[2], ShowColors.Orange[2] - 6, ShowColors.Orange[2] + 6);
    }

    [Fact]
    public async Task Whoever_wants_no_motion_gets_one_picture_until_asking_for_more()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress, new() { ReducedMotion = ReducedMotion.Reduce });
        await UntilDrawnAsync(page, 1);

        // The figures of two seconds come, and no picture.
        await page.WaitForTimeoutAsync(2000);
        Assert.Equal("1", await page.Locator("#picture").GetAttributeAsync("data-pictures"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Play preview" }).ClickAsync();
        await UntilDrawnAsync(page, 4);
    }

    [Fact]
    public async Task The_token_leaves_the_address_and_is_kept_for_the_tab()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress.Replace("#", "?", StringComparison.Ordinal));

        Assert.Equal($"{scene.Server.Address}/", page.Url);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Connected");
        Assert.All(requests, request => Assert.StartsWith(scene.Server.Address, request));
    }

    [Fact]
    public async Task Without_a_token_it_asks_for_it()
    {
        IPage page = await browser.OpenAsync(new());
        await page.GotoAsync(scene.Server.Address);
        ILocator field = page.GetByLabel("Token");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the token is missing");

        await field.FillAsync("no-such-token-here");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the token is wrong");
        await field.FillAsync(scene.Server.Token);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Connected");
        await Assertions.Expect(field).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Sinks_are_added_and_ended_and_what_can_not_be_is_told()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress);
        ILocator field = page.GetByLabel("Send the show also to");

        await field.FillAsync("null:");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "End null:" })).ToBeVisibleAsync();
        await field.FillAsync("gopher://x");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("gopher://x: live goes to rtmp");
        await page.GetByRole(AriaRole.Button, new() { Name = "End null:" }).ClickAsync();

        await Assertions.Expect(page.Locator("#sinks tr")).ToHaveCountAsync(1);
        Assert.Single(scene.Show.Sinks);
    }

    [Theory]
    [InlineData("/", 1280)]
    [InlineData("/", 320)]
    [InlineData("/docs", 1280)]
    [InlineData("/docs", 320)]
    public async Task The_pages_can_be_used_by_all_at_any_width(string path, int width)
    {
        IPage page = await browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        Listen(page);
        await page.GotoAsync($"{scene.Server.Address}{path}#token={scene.Server.Token}");
        await (path == "/" ? page.Locator("#stages, #sinks tr").Nth(1) : page.Locator(".operation").Nth(16)).WaitForAsync();

        AxeResult result = await page.RunAxe();

        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "nothing sticks out at the side");
        Assert.Empty(troubles);
    }

    [Fact]
    public async Task It_connects_again_by_itself()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress);
        Live.Web.ControlServer first = scene.Server;
        await first.DisposeAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Not connected, trying again…");

        await using Live.Web.ControlServer second = await Live.Web.ControlServer.StartAsync(scene.Show, new() { Endpoint = first.Endpoint, Token = first.Token }, CancellationToken.None);

        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Connected");
    }

    [Fact]
    public async Task A_paused_preview_stays_so_when_the_connection_returns()
    {
        IPage page = await OpenAsync(scene.Server.PageAddress);
        await UntilDrawnAsync(page, 1);
        Live.Web.ControlServer first = scene.Server;
        await first.DisposeAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Not connected, trying again…");

        // The preview waits for its next try now.
        await page.WaitForTimeoutAsync(500);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause preview" }).ClickAsync();
        int opened = 0;
        page.WebSocket += (_, socket) => opened += new Uri(socket.Url).AbsolutePath == "/preview" ? 1 : 0;
        await using Live.Web.ControlServer second = await Live.Web.ControlServer.StartAsync(scene.Show, new() { Endpoint = first.Endpoint, Token = first.Token }, CancellationToken.None);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Connected");
        await page.WaitForTimeoutAsync(3000);

        Assert.Equal(0, opened);
    }

    [Fact]
    public async Task A_page_without_a_token_opens_no_preview_when_it_is_looked_at()
    {
        IPage page = await browser.OpenAsync(new());
        int opened = 0;
        page.WebSocket += (_, _) => opened++;
        await page.GotoAsync(scene.Server.Address);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the token is missing");

        await page.EvaluateAsync("() => { document.dispatchEvent(new Event('visibilitychange')); }");
        await page.WaitForTimeoutAsync(300);

        Assert.Equal(0, opened);
    }

    [Fact]
    public async Task Pictures_are_drawn_in_their_order_and_broken_ones_passed_over()
    {
        IPage page = await browser.OpenAsync(new());
        Listen(page);
        await page.AddInitScriptAsync("""
            window.drawn = [];
            const decode = window.createImageBitmap, draw = CanvasRenderingContext2D.prototype.drawImage;
            let count = 0;
            window.createImageBitmap = async file => {
              const number = ++count;
              if (number <= 2) {
                throw new Error('broken');
              }
              await new Promise(done => setTimeout(done, number % 2 ? 300 : 0));
              return Object.assign(await decode(file), { number });
            };
            CanvasRenderingContext2D.prototype.drawImage = function (picture, ...rest) {
              window.drawn.push(picture.number);
              return draw.call(this, picture, ...rest);
            };
            """);
        await page.GotoAsync(scene.Server.PageAddress);

        await UntilDrawnAsync(page, 6);

        int[] drawn = await page.EvaluateAsync<int[]>("() => window.drawn");
        Assert.Equal(Enumerable.Range(3, drawn.Length), drawn);
        Assert.Empty(troubles);
    }

    /// <summary>Waits for the preview to have drawn so many pictures, or more.</summary>
    static async Task UntilDrawnAsync(IPage page, int pictures)
    {
        using var limit = new CancellationTokenSource(WebScene.Patience);

        // The page's policy lets nobody evaluate a text in it, so it is asked again and again.
        while (!(int.TryParse(await page.Locator("#picture").GetAttributeAsync("data-pictures"), out int drawn) && drawn >= pictures))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    async Task<IPage> OpenAsync(string address, BrowserNewPageOptions? options = null)
    {
        IPage page = await browser.OpenAsync(options ?? new());
        Listen(page);
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Connected");
        return page;
    }

    void Listen(IPage page)
    {
        page.Console += (_, message) => troubles.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        page.PageError += (_, trouble) => troubles.Add(trouble);
        page.Request += (_, request) => requests.Add(request.Url);
    }
}
