// Somebody else's program on LiveStyle's packages: restyle PICTURE OUT, transcode FILM OUT, or play FILM FOLDER, then a blend and a device.
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Playback.Playing;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Running;

(string verb, string input, string output, string blend, string device) = (args[0], Path.GetFullPath(args[1]), Path.GetFullPath(args[2]), args[3], args[4]);
var options = new StylizerOptions { Device = StylizerDeviceNames.Parse(device) };
switch (verb)
{
    case "restyle":
        ModelBundle bundle = ModelBundle.Open("live");
        await using (IStylizer stylizer = Stylizer.Open(bundle, options))
        {
            using HostFrame picture = StillImage.Load(input), styled = HostFrame.Allocate(picture.Size);
            stylizer.Stylize(picture, styled, bundle.Styles.Embed(Blend.Parse(blend)), CancellationToken.None);
            StillImage.Save(styled, output);
        }

        break;
    case "transcode":
        var film = new FilmSettings { Input = input, Output = output, Model = "live", Timeline = Timeline.Constant(Blend.Parse(blend)), Device = device };
        await new Transcoder(new PlainProgress()).RunAsync(new TranscodeOptions { Film = film }, CancellationToken.None);
        break;
    case "play":
        var playing = new PlayOptions { Input = input, Model = "live", Blend = Blend.Parse(blend), Stylizer = options, IsHeadless = true, Pictures = output };
        await new HeadlessPlayer(new PlainProgress()).RunAsync(playing, CancellationToken.None);
        break;
}
