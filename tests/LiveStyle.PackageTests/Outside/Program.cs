// Somebody else's program on the NuGet packages: restyles a picture. Arguments: PICTURE OUT STYLE [DEVICE].
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Stylization;

if (args is not [var picture, var output, var style, .. var rest])
{
    Console.Error.WriteLine("give PICTURE OUT STYLE [DEVICE]");
    return 2;
}

ModelBundle bundle = ModelBundle.Open("live");
StylizerDevice device = rest is [var name] ? StylizerDeviceNames.Parse(name) : StylizerDevice.Auto;
await using IStylizer stylizer = Stylizer.Open(bundle, new StylizerOptions { Device = device });
using HostFrame original = StillImage.Load(picture);
using HostFrame styled = HostFrame.Allocate(original.Size);
stylizer.Stylize(original, styled, bundle.Styles.Embed(Blend.Parse(style)), CancellationToken.None);
StillImage.Save(styled, output);
Console.WriteLine($"{output}: {styled.Size}, {bundle.Description.Title}");
return 0;
