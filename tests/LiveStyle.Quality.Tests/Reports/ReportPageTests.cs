using LiveStyle.Quality.Reports;
using LiveStyle.TestKit.Browsers;
using Microsoft.Playwright;
using Xunit;

namespace LiveStyle.Quality.Tests.Reports;

/// <summary>The page as a real browser shows it.</summary>
[Trait("Speed", "Slow")]
public sealed class ReportPageTests(WebBrowser browser, ShownFilm film) : IClassFixture<WebBrowser>, IClassFixture<ShownFilm>, IDisposable
{
    readonly ReportScene scene = new();
    readonly List<string> troubles = [], requests = [];

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task Page_shows_all_its_pictures_in_either_scheme_at_any_width_and_asks_for_nothing(ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync(film.Page, scheme, width);

        Assert.Equal("film.mkv: LiveStyle film report", await page.TitleAsync());
        Assert.Equal(8, await page.Locator("img").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("Array.from(document.images).every(picture => picture.complete && picture.naturalWidth > 0)"), "every picture is decoded");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "nothing sticks out at the side");
        Assert.Equal(3, await page.Locator(".chart").CountAsync());
        Assert.True(await page.EvaluateAsync<double>(Contrast) >= 4.5, "text stands out from its ground");
        Assert.Empty(troubles);
        Assert.Equal(["file"], requests.Select(address => new Uri(address).Scheme).Where(kind => kind != "data"));
    }

    [Fact]
    public async Task The_two_schemes_have_different_grounds()
    {
        IPage light = await OpenAsync(film.Page, ColorScheme.Light, 800), dark = await OpenAsync(film.Page, ColorScheme.Dark, 800);

        Assert.True(await light.EvaluateAsync<double>(Brightness) > 0.8);
        Assert.True(await dark.EvaluateAsync<double>(Brightness) < 0.2);
    }

    [Fact]
    public async Task Names_are_shown_as_they_are_and_never_become_markup()
    {
        // No file of this name is needed: what was measured of another one is shown under it.
        const string name = "<img src=x onerror=alert(1)> & 'é' \"§.mkv";
        FilmReport harmful = film.Report with
        {
            Input = film.Report.Input with
            {
                Film = scene.Clips[name],
                DeviceName = "<script>document.title='x'</script>",
                Damage = ["\"><b>bold</b>"],
                Settings = [new("</dt><h1>", "' onmouseover='alert(1)")],
            },
        };
        File.WriteAllText(scene.Clips["harmful.html"], ReportPage.Write(harmful));

        IPage page = await OpenAsync(scene.Clips["harmful.html"], ColorScheme.Light, 1000);

        Assert.Equal(name, await page.Locator("h1").InnerTextAsync());
        Assert.Equal(name + ": LiveStyle film report", await page.TitleAsync());
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Equal(0, await page.Locator("script, .bad b, [onerror], [onmouseover]").CountAsync());
        Assert.Equal(8, await page.Locator("img").CountAsync());
        Assert.Contains("<script>document.title='x'</script>", await page.Locator(".settings").InnerTextAsync());
        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Everything_has_a_name_for_those_who_listen_and_can_be_reached_by_keys()
    {
        IPage page = await OpenAsync(film.Page, ColorScheme.Light, 320);

        Assert.Equal("en", await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.True(await page.EvaluateAsync<bool>("Array.from(document.images).every(picture => picture.alt.length > 10)"));
        foreach (ILocator chart in await page.GetByRole(AriaRole.Img).And(page.Locator("svg")).AllAsync())
        {
            Assert.Contains("on average", await chart.Locator("desc").TextContentAsync());
        }

        Assert.Equal(4 + 1, await page.GetByRole(AriaRole.Row).CountAsync());
        Assert.Equal(1, await page.GetByRole(AriaRole.Main).CountAsync());
        Assert.True(await page.EvaluateAsync<bool>(
            "(() => { let level = 0; return Array.from(document.querySelectorAll('h1,h2,h3')).every(h => { const next = +h.tagName[1], fits = next <= level + 1; level = next; return fits; }); })()"), "no level of headings is skipped");

        // The wide table scrolls within itself: keys must reach it.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("region", await page.EvaluateAsync<string>("document.activeElement.getAttribute('role')"));
    }

    [Fact]
    public async Task Page_prints_whole_pictures_on_white()
    {
        IPage page = await OpenAsync(film.Page, ColorScheme.Dark, 1000);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });

        Assert.Equal(1, await page.EvaluateAsync<double>(Brightness), 3);
        byte[] paper = await page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true });
        Assert.True(paper.AsSpan().StartsWith("%PDF"u8));
    }

    [Fact]
    public async Task A_film_that_was_not_measured_has_a_page_that_says_so()
    {
        FilmReportInput input = scene.Input(scene.Clips["gone.mov"], scene.Clips["gone.mkv"]);
        string path = ReportFiles.Write(input.Film, await ReportScene.MeasureAsync(input)).Page;

        IPage page = await OpenAsync(path, ColorScheme.Light, 1000);

        Assert.Contains("Nothing was measured", await page.Locator(".note").InnerTextAsync());
        Assert.Equal(0, await page.Locator("img, .chart, table").CountAsync());
        Assert.Empty(troubles);
    }

    public void Dispose() => scene.Dispose();

    const string Luminance =
        "const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;" +
        "const luminance = color => { const [r, g, b] = color.match(/[\\d.]+/g).map(Number); return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };" +
        "const ground = element => { for (; element; element = element.parentElement) { const color = getComputedStyle(element).backgroundColor; if (!/, 0\\)$/.test(color)) return luminance(color); } return 1; };";

    /// <summary>Least contrast of any text with its ground, as WCAG counts it.</summary>
    const string Contrast = "(() => {" + Luminance +
        "return Math.min(...Array.from(document.querySelectorAll('h1,h2,h3,p,dt,dd,small,li,td,th,figcaption,b')).map(element => {" +
        "const text = luminance(getComputedStyle(element).color), back = ground(element); return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05); })); })()";

    const string Brightness = "(() => {" + Luminance + "return luminance(getComputedStyle(document.documentElement).backgroundColor); })()";

    async Task<IPage> OpenAsync(string path, ColorScheme scheme, int width)
    {
        IPage page = await browser.OpenAsync(new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        page.Console += (_, message) => troubles.Add(message.Text);
        page.PageError += (_, error) => troubles.Add(error);
        page.Dialog += (_, dialog) => troubles.Add(dialog.Message);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }
}
