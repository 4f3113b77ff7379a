using Xunit;

namespace LiveStyle.PackageTests;

/// <summary>The .deb on a machine that has nothing else.</summary>
public sealed class BareDebianTests : IClassFixture<BareDebian>
{
    readonly BareDebian debian;

    public BareDebianTests(BareDebian debian)
    {
        Assert.SkipWhen(debian.Missing is not null, debian.Missing ?? "");
        this.debian = debian;
    }

    [Fact]
    public async Task The_installed_program_restyles_a_clip()
    {
        ProcessRun run = await BareDebian.ShellAsync(debian.Root, """
            cd "$(mktemp -d)"
            ffmpeg -v error -f lavfi -i testsrc2=size=320x180:rate=25:duration=2 -f lavfi -i sine=duration=2 -shortest film.mp4
            livestyle transcode film.mp4 painted.mp4 --style munch-scream --model live --progress none
            ffprobe -v error -count_packets -show_entries stream=codec_type,nb_read_packets -of csv=p=0 painted.mp4
            """);

        Assert.Contains("video,50", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("audio,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_knows_both_bundles_from_any_folder_and_its_version()
    {
        ProcessRun run = await BareDebian.ShellAsync(debian.Root, "cd /tmp; livestyle styles --model live | head -1; livestyle styles --model gallery | head -1; livestyle --version");

        Assert.Equal(3, run.Lines.Length);
        Assert.Equal(Packages.Version, run.Lines[2]);
    }

    [Fact]
    public async Task Man_and_the_three_shells_find_their_files()
    {
        string root = await debian.CopyInstalledAsync("shells");
        await BareDebian.ShellAsync(root, "apt-get install -q -y --no-install-recommends man-db bash-completion zsh fish");

        ProcessRun page = await BareDebian.ShellAsync(root, "MANWIDTH=120 man -E UTF-8 livestyle");
        ProcessRun complaints = await BareDebian.ShellAsync(root, "man --warnings -E UTF-8 -l -Tutf8 -Z /usr/share/man/man1/livestyle.1.gz 2>&1 >/dev/null");
        Assert.Contains("livestyle transcode IN OUT [options]", page.Output);
        Assert.Equal("", complaints.Output + complaints.Error);

        string[] commands = [.. (await BareDebian.ShellAsync(root, "livestyle complete 'livestyle '")).Lines.Select(line => line.Split('\t')[0])];
        Assert.Contains("transcode", commands);
        Assert.Equal(commands, (await BareDebian.ShellAsync(root, """
            source /usr/share/bash-completion/bash_completion
            _completion_loader livestyle || true
            COMP_LINE="livestyle " COMP_POINT=10 COMP_WORDS=(livestyle "") COMP_CWORD=1
            _livestyle
            printf '%s\n' "${COMPREPLY[@]}"
            """)).Lines);
        Assert.Equal(commands, (await BareDebian.ShellAsync(root, "fish -c 'complete -C \"livestyle \"'")).Lines.Select(line => line.Split('\t')[0]));
        Assert.Equal(commands, (await BareDebian.ShellAsync(root, """
            cat > /ask.zsh <<'END'
            compdef() { : }
            _describe() { print -rl -- ${(P)2} }
            source /usr/share/zsh/vendor-completions/_livestyle
            words=(livestyle '') CURRENT=2
            _livestyle
            END
            zsh -f /ask.zsh
            """)).Lines.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Purging_it_leaves_nothing()
    {
        string root = await debian.CopyInstalledAsync("purged");
        string[] files = (await BareDebian.ShellAsync(root, "dpkg -L livestyle")).Lines;
        Assert.Contains("/usr/lib/livestyle/livestyle.dll", files);

        await BareDebian.ShellAsync(root, "apt-get purge -q -y livestyle");

        // Folders that other packages have too are theirs.
        string[] left = [.. files.Where(file => Path.Exists(root + file) && (file.Contains("livestyle") || !Directory.Exists(root + file)))];
        Assert.Empty(left);
        ProcessRun named = await BareDebian.ShellAsync(root, "find / -xdev -name '*livestyle*' -not -path '/tmp/*'");
        Assert.Empty(named.Lines);
    }

    /// <summary>On a machine with git and the .NET SDK, and nothing else: from a clone of the last commit to a film.</summary>
    [Fact]
    public async Task The_first_command_of_the_README_makes_a_film()
    {
        string root = await debian.CopyBareAsync("source");
        string dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        await ProcessRun.SucceedAsync("git", "clone", "-q", "--no-hardlinks", Packages.Root, Path.Combine(root, "root/livestyle"));
        string settings = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "NuGet");
        if (Directory.Exists(settings))
        {
            Directory.CreateDirectory(Path.Combine(root, "root/.nuget"));
            await ProcessRun.SucceedAsync("cp", "-a", settings, Path.Combine(root, "root/.nuget/"));
        }

        await BareDebian.ShellAsync(root, "apt-get install -q -y --no-install-recommends git ca-certificates");
        ProcessRun run = await BareDebian.ShellAsync(root, $"""
            export PATH="{dotnet}:$PATH" DOTNET_ROOT="{dotnet}"
            cd /root/livestyle
            ./build.sh --target=Demo
            ffprobe -v error -count_packets -show_entries stream=codec_type,nb_read_packets -of csv=p=0 artifacts/demo/demo.mp4
            """, dotnet, "/etc/ssl/certs");

        Assert.Contains("video,240", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("Finer, in some minutes: ", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(root, "root/livestyle/artifacts/demo/contact-sheet.png")));
    }
}
