using Microsoft.Playwright;
using Xunit;

namespace LiveStyle.TestKit.Browsers;

/// <summary>The machine's own Chromium, driven without a window; one for all tests of a class.</summary>
public sealed class WebBrowser : IAsyncLifetime
{
    /// <summary>Milliseconds; no test ends by it on a machine that works.</summary>
    const float Patience = 180_000;

    IPlaywright? driver;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = OperatingSystem.IsLinux() ? Find("chromium", "chromium-browser", "google-chrome") : null,
            Channel = OperatingSystem.IsWindows() ? "msedge" : OperatingSystem.IsMacOS() ? "chrome" : null,

            // Root and containers can't have the sandbox; the pages are the tests' own.
            ChromiumSandbox = false,
            Timeout = Patience,
        });
    }

    /// <summary>A page of its own, with nothing remembered.</summary>
    public async Task<IPage> OpenAsync(BrowserNewPageOptions options)
    {
        IPage page = await browser!.NewPageAsync(options);
        page.SetDefaultTimeout(Patience);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? default);
        driver?.Dispose();
    }

    static string Find(params string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"no browser is on the path: install {names[0]}");
}
