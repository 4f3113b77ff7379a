using Xunit;

namespace LiveStyle.PackageTests;

public sealed class DebianPackageTests
{
    [Theory]
    [InlineData("Package", "livestyle")]
    [InlineData("Architecture", "amd64")]
    [InlineData("Section", "video")]
    public async Task Its_control_file_names_it(string field, string value) => Assert.Equal(value, await FieldAsync(field));

    [Fact]
    public async Task Its_version_is_that_of_the_product() => Assert.Equal(Packages.Version, await FieldAsync("Version"));

    [Theory]
    [InlineData("ffmpeg")]
    [InlineData("libfontconfig1")]
    [InlineData("fonts-dejavu-core")]
    [InlineData("libglfw3")]
    [InlineData("libopenal1")]
    [InlineData("libssl3")]
    [InlineData("libstdc++6")]
    [InlineData("libvulkan1")]
    public async Task It_brings_what_the_program_needs(string package) =>
        Assert.Contains(package, (await FieldAsync("Depends")).Split([',', '|']).Select(part => part.Trim().Split(' ')[0]));

    [Fact]
    public async Task It_needs_no_dotnet_and_no_icu() => Assert.DoesNotMatch("dotnet|libicu", await FieldAsync("Depends"));

    [Fact]
    public async Task It_recommends_a_software_Vulkan() => Assert.Equal("mesa-vulkan-drivers", await FieldAsync("Recommends"));

    [Fact]
    public async Task Its_files_lie_where_Debian_has_them()
    {
        string[] files = [.. (await ProcessRun.SucceedAsync("dpkg-deb", "--contents", Packages.Debian)).Lines];

        foreach (string file in new[]
        {
            "usr/bin/livestyle -> ../lib/livestyle/livestyle", "usr/lib/livestyle/livestyle", "usr/lib/livestyle/libonnxruntime.so",
            "usr/share/man/man1/livestyle.1.gz", "usr/share/bash-completion/completions/livestyle", "usr/share/zsh/vendor-completions/_livestyle",
            "usr/share/fish/vendor_completions.d/livestyle.fish", "usr/share/doc/livestyle/copyright", "usr/share/doc/livestyle/changelog.gz",
            "usr/share/doc/livestyle/THIRD-PARTY-NOTICES.txt",
        }.Concat(Packages.BundleFiles.Select(bundled => "usr/share/livestyle/models/" + bundled)))
        {
            Assert.Contains(files, line => line.EndsWith(" ./" + file, StringComparison.Ordinal));
        }

        Assert.All(files, line => Assert.Contains(" root/root ", line));
        Assert.All(files, line => Assert.Matches(@" \./(usr/.*)?$", line));
        Assert.DoesNotContain(files, line => line[0] != 'l' && (line[5] == 'w' || line[8] == 'w'));
    }

    [Fact]
    public async Task Its_copyright_file_holds_the_licence_and_the_patent_notice()
    {
        string text = (await ProcessRun.SucceedAsync("sh", "-c", $"dpkg-deb --fsys-tarfile '{Packages.Debian}' | tar -xO ./usr/share/doc/livestyle/copyright")).Output;

        Assert.Contains("License: Expat", text);
        Assert.Contains("Permission is hereby granted, free of charge", text);
        Assert.Contains("10,535,164", text);
        Assert.DoesNotContain('{', text);
    }

    static async Task<string> FieldAsync(string field) => (await ProcessRun.SucceedAsync("dpkg-deb", "--field", Packages.Debian, field)).Output.Trim();
}
