using System.Text.Json.Nodes;
using LiveStyle.Styles;

namespace LiveStyle.App.Tests.Programs;

/// <summary>One row of the table of bad input: how it is brought about, and what its message must tell.</summary>
/// <param name="Cure">Words of the message that say how to mend it.</param>
/// <param name="Arrange">Prepares a folder and gives the command line.</param>
sealed record BadInput(string Cure, Func<BadInputScene, string[]> Arrange)
{
    public static BadInput Transcode(string cure, Func<BadInputScene, string> input, params string[] more) => new(
        cure, scene => ["transcode", input(scene), "out.mp4", "--style", "munch-scream", .. more]);

    public static BadInput Transcode(string cure, params string[] more) => new(
        cure, scene => ["transcode", scene.Clips["walk.mp4"], "out.mp4", .. more]);

    public static BadInput Output(string cure, string output, params string[] more) => new(
        cure, scene => ["transcode", scene.Clips["walk.mp4"], output, "--style", "munch-scream", .. more]);

    public static BadInput Timeline(string cure, string json) => new(
        cure, scene => ["transcode", scene.Clips["walk.mp4"], "out.mp4", "--timeline", scene.Write("blend.json", json)]);

    public static BadInput Keyframes(string cure, params string[] times) => Timeline(
        cure, $$"""{ "keyframes": [ {{string.Join(", ", times.Select(time => $$"""{ "time": {{time}}, "blend": "munch-scream" }"""))}} ] }""");

    /// <param name="spoil">Spoils a copy of the gallery, given by its folder.</param>
    public static BadInput Bundle(string cure, Action<string> spoil) => new(
        cure, scene => ["transcode", scene.Clips["walk.mp4"], "out.mp4", "--style", "munch-scream", "--model", scene.CopyGallery(spoil)]);

    /// <param name="edit">Changes the description of a copy of the gallery.</param>
    public static BadInput Description(string cure, Action<JsonObject> edit) => Bundle(cure, folder => BadInputScene.Describe(folder, edit));

    public static BadInput Stylize(string cure, Func<BadInputScene, string> input, string output = "out.png", params string[] more) => new(
        cure, scene => ["stylize", input(scene), output, "--style", "munch-scream", .. more]);

    public static BadInput Play(string cure, Func<BadInputScene, string> input, params string[] more) => new(
        cure, scene => ["play", input(scene), "--headless", "--out", "pictures", .. more]);
}
