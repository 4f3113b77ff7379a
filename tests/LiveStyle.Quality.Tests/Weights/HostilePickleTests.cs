using System.Text;
using LiveStyle.Quality.Weights;
using LiveStyle.TestKit.Weights;
using Xunit;

namespace LiveStyle.Quality.Tests.Weights;

/// <summary>Files that bring code with them: Python's own reader would run it.</summary>
public sealed class HostilePickleTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-hostile-");

    string FilePath => Path.Combine(folder.FullName, "vgg19.pth");

    string Witness => Path.Combine(folder.FullName, "witness");

    /// <summary>What stands in the dictionary in a tensor's place, and what the refusal calls it; COMMAND writes a file.</summary>
    public static TheoryData<string, string> Attacks => new()
    {
        { "cos\nsystem\nCOMMAND\u0085R", "os.system" },
        { "cposix\nsystem\nCOMMAND\u0085R", "posix.system" },
        { "cbuiltins\neval\nCOMMAND\u0085R", "builtins.eval" },
        { "U\u0002osU\u0006system\u0093COMMAND\u0085R", "os.system" },
        { "(COMMANDios\nsystem\n", "os.system" },
        { "(cos\nsystem\nCOMMANDo", "os.system" },
        { "csubprocess\nPopen\n)\u0081}U\u0004argsCOMMANDsb", "subprocess.Popen" },
        { "ctorch.storage\n_load_from_bytes\nCOMMAND\u0085R", "torch.storage._load_from_bytes" },
        { "ctorch._utils\n_rebuild_tensor_v2.__globals__\n", "torch._utils._rebuild_tensor_v2.__globals__" },
        { "ctorchvision.models.vgg\nVGG\n)\u0081", "torchvision.models.vgg.VGG" },
        { "cSystem.Diagnostics\nProcess\n)R", "System.Diagnostics.Process" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Named_code_is_refused_by_its_name_and_not_run(string attack, string name)
    {
        byte[] state = new PickleWriter().Code("}("u8).Text("features.0.weight").Code(Opcodes(attack)).Code('u').ToPickle();
        foreach (byte[] file in new[] { TorchFileWriter.Zip(state, []), TorchFileWriter.Plain(state, []) })
        {
            File.WriteAllBytes(FilePath, file);
            string message = Assert.Throws<ModelException>(() => VggWeights.Load(FilePath)).Message;
            Assert.StartsWith($"{FilePath}: asks for {name}, which weights have no need of; nothing of it was run.", message);
            Assert.Contains("download.pytorch.org", message);
            Assert.DoesNotContain('\n', message);
            Assert.False(File.Exists(Witness));
        }
    }

    [Fact]
    public void Code_in_a_plain_file_s_first_pickles_is_refused_as_well()
    {
        File.WriteAllBytes(FilePath, [0x80, 2, .. Opcodes("cos\nsystem\nCOMMAND\u0085R.")]);
        Assert.Contains("os.system", Assert.Throws<ModelException>(() => VggWeights.Load(FilePath)).Message);
        Assert.False(File.Exists(Witness));
    }

    [Fact]
    public void Code_beside_whole_weights_is_refused_as_well()
    {
        List<TorchArray> arrays = VggArrays.Whole();
        byte[] whole = TorchFileWriter.Python3(arrays);
        byte[] state = [.. whole[..^2], .. Opcodes("cos\nsystem\nCOMMAND\u0085R0b.")];
        File.WriteAllBytes(FilePath, TorchFileWriter.Zip(state, arrays));
        Assert.Contains("os.system", Assert.Throws<ModelException>(() => VggWeights.Load(FilePath)).Message);
        Assert.False(File.Exists(Witness));
    }

    [Fact]
    public void Name_that_would_move_the_cursor_is_shown_without_its_signs()
    {
        byte[] state = new PickleWriter().Global("os\u001b[2J\r", "system" + new string('x', 5000)).ToPickle();
        File.WriteAllBytes(FilePath, TorchFileWriter.Zip(state, []));
        string message = Assert.Throws<ModelException>(() => VggWeights.Load(FilePath)).Message;
        Assert.Contains("asks for os??2J?.systemxxx", message);
        Assert.InRange(message.Length, 0, 600);
    }

    [Fact]
    public void Pickle_that_asks_for_a_list_s_pairs_again_and_again_is_soon_read()
    {
        // Each of the second half's few bytes would copy the whole first half: a minute's work and more.
        var state = new PickleWriter().Code("]q\0("u8);
        for (int i = 0; i < 30_000; i++)
        {
            state.Code("]("u8).Text($"{i}").Code("Ne"u8);
        }

        state.Code("e"u8).Global("collections", "OrderedDict").Code("q\u0001"u8);
        for (int i = 0; i < 30_000; i++)
        {
            state.Code("h\u0001h\0"u8).Code(0x85).Code('R');
        }

        using var stream = new MemoryStream(state.ToPickle());
        Assert.Empty(Assert.IsType<Dictionary<string, object?>>(PickleReader.Read(stream, FilePath).Value));
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Opcodes as a text whose letters are bytes; COMMAND is a text of Python's that writes a file.</summary>
    byte[] Opcodes(string attack)
    {
        string command = $"touch {Witness}";
        return Encoding.Latin1.GetBytes(attack.Replace("COMMAND", $"U{(char)command.Length}{command}"));
    }
}
