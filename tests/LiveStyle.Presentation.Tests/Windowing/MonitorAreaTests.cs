using LiveStyle.Presentation.Windowing;
using Xunit;

namespace LiveStyle.Presentation.Tests.Windowing;

public sealed class MonitorAreaTests
{
    // Two side by side, the right one lower; one above, left of the origin.
    static readonly MonitorArea[] Desk =
    [
        new(1, 0, 0, 1920, 1080, 60),
        new(2, 1920, 200, 2560, 1440, 144),
        new(3, -1280, -1024, 1280, 1024, 75),
    ];

    [Theory]
    [InlineData(100, 100, 800, 600, 1)]
    [InlineData(1900, 300, 800, 600, 2)]
    [InlineData(1500, 300, 800, 600, 1)]
    [InlineData(-700, -500, 640, 480, 3)]
    [InlineData(-5000, 9000, 640, 480, 1)]
    public void Full_screen_goes_to_the_monitor_that_shows_most_of_the_window(int x, int y, int width, int height, int monitor) =>
        Assert.Equal(monitor, MonitorArea.Under(new WindowPlace(x, y, width, height), Desk)!.Value.Monitor);

    [Fact]
    public void Without_a_monitor_there_is_none_to_cover() =>
        Assert.Null(MonitorArea.Under(new WindowPlace(0, 0, 640, 480), []));
}
