using LiveStyle.Live.Windows;
using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

public sealed class WindowKeyTests
{
    [Fact]
    public void The_page_of_the_library_copies_the_table_of_keys()
    {
        string table = string.Concat(LiveWindow.Keys.Select(key => $"| {key.Keys} | {key.Meaning} |\n"));
        Assert.Contains($"| keys | |\n|---|---|\n{table}\n", File.ReadAllText(Repository.PathOf("src/LiveStyle.Live/README.md")));
    }
}
