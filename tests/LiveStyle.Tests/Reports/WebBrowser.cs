using Microsoft.Playwright;
using Xunit;

namespace LiveStyle.Tests.Reports;

/// <summary>The machine's own Chromium, driven without a window; one for all tests of a class.</summary>
public sealed class WebBrowser : IAsyncLifetime
{
    IPlaywright? driver;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = OperatingSystem.IsLinux() ? Find("chromium", "chromium-browser", "google-chrome") : null,
            Channel = OperatingSystem.IsWindows() ? "msedge" : OperatingSystem.IsMacOS() ? "chrome" : null,

            // Chromium refuses its sandbox to root.
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
        });
    }

    /// <summary>A page of its own, with nothing remembered.</summary>
    public Task<IPage> OpenAsync(BrowserNewPageOptions options) => browser!.NewPageAsync(options);

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
