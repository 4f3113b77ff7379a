using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LiveStyle.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>Where a row of the table is set up: a folder, clips to spoil, a bundle to break, an ffmpeg to replace.</summary>
sealed class BadInputScene(string folder, string gallery, Clips clips)
{
    public Clips Clips { get; } = clips;

    /// <summary>PATH of the program; null: this process's own.</summary>
    public string? SearchPath { get; set; }

    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return name;
    }

    /// <summary>The first part of a clip's or picture's bytes.</summary>
    public string Cut(string clip, double share, string name)
    {
        byte[] whole = File.ReadAllBytes(Clips[clip]);
        File.WriteAllBytes(Path.Combine(folder, name), whole[..(int)(whole.Length * share)]);
        return name;
    }

    public string Copy(string clip, string name)
    {
        File.Copy(Clips[clip], Path.Combine(folder, name));
        return name;
    }

    public string MakeFolder(string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        return name;
    }

    /// <summary>A name for a file that is elsewhere.</summary>
    public string Link(string name, string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links take rights on Windows.");
        File.CreateSymbolicLink(Path.Combine(folder, name), target);
        return name;
    }

    /// <summary>An ffmpeg that does what a line of shell says where its own line holds a word, and else what the real one does.</summary>
    public void ReplaceFfmpeg(string word, string instead)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-in is a shell script.");
            return;
        }

        string path = Environment.GetEnvironmentVariable("PATH")!;
        string real = path.Split(':').Select(place => Path.Combine(place, "ffmpeg")).First(File.Exists);
        MakeFolder("bin");
        Write("bin/ffmpeg", $"#!/bin/sh\ncase \"$*\" in *{word}*) {instead.Replace("FFMPEG", real)};; *) exec {real} \"$@\";; esac\n");
        File.SetUnixFileMode(Path.Combine(folder, "bin", "ffmpeg"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        SearchPath = $"{Path.Combine(folder, "bin")}:{path}";
    }

    /// <summary>A copy of the gallery, spoiled.</summary>
    public string CopyGallery(Action<string> spoil)
    {
        string copy = Path.Combine(folder, MakeFolder("bundle"));
        foreach (string file in Directory.GetFiles(gallery))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        spoil(copy);
        return "./bundle";
    }

    /// <summary>A style in a file of its own that looks like one of the gallery's.</summary>
    /// <param name="slug">Its name.</param>
    /// <param name="edit">Changes it before it is written.</param>
    /// <param name="cut">Bytes to leave out at the end.</param>
    public string WriteStyle(string slug, Func<StyleFile, StyleFile>? edit = null, int cut = 0)
    {
        string name = slug + StyleFile.Extension, path = Path.Combine(folder, name);
        StyleFile style = GalleryStyles.TwinOf(gallery, "munch-scream", slug);
        (edit?.Invoke(style) ?? style).Save(path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^cut]);
        return name;
    }

    public static void Describe(string bundle, Action<JsonObject> edit)
    {
        string path = Path.Combine(bundle, ModelDescription.FileName);
        JsonObject description = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(description);
        File.WriteAllText(path, description.ToJsonString());
    }

    /// <summary>Another file in a bundle, with its right hash in the description: as a stranger would pack it.</summary>
    public static void Pack(string bundle, string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(bundle, name), content);
        Describe(bundle, description => description["files"]![name] = Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
