using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LiveStyle.Quality.Weights;

/// <summary>Reads what torch.save pickles: texts, numbers, lists, dictionaries, and where each tensor's values lie.</summary>
/// <remarks>
/// A pickle is a program for a machine with a stack, and Python's own machine calls whatever function the program names. This one
/// has no way to call anything: it knows the names of <see cref="TorchName"/>, makes values of its own for them, and refuses a file
/// that names anything else. Each opcode does work in proportion to its bytes, so no short file can take long.
/// </remarks>
sealed class PickleReader
{
    /// <summary>A pickle of weights has some kilobytes, however large the weights.</summary>
    const int Largest = 4 << 20;

    /// <summary>Larger than any number that torch.save writes.</summary>
    const int LongestNumber = 16;

    readonly Stream stream;
    readonly string path;
    readonly List<TorchStorage> storages = [];
    readonly List<object?> stack = [];
    readonly Stack<int> marks = [];
    readonly Dictionary<uint, object?> memo = [];
    int left = Largest;

    PickleReader(Stream stream, string path) => (this.stream, this.path) = (stream, path);

    /// <summary>Reads one pickle; the stream is left behind its last byte.</summary>
    /// <param name="stream">At the pickle's first byte; it stays the caller's.</param>
    /// <param name="path">The name that errors give the file.</param>
    /// <returns>
    /// Long or BigInteger, double, bool, string or null; object?[] for a tuple, List, Dictionary with texts as keys (what else is a key
    /// is left out), <see cref="TorchTensor"/>, <see cref="TorchStorage"/> or <see cref="TorchName"/>. With it, all storages that it refers to.
    /// </returns>
    /// <exception cref="ModelException">It names what weights have no need of.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or none that torch.save writes.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public static (object? Value, IReadOnlyList<TorchStorage> Storages) Read(Stream stream, string path)
    {
        var reader = new PickleReader(stream, path);
        try
        {
            return (reader.Run(), reader.storages);
        }
        catch (Exception problem) when (problem is InvalidCastException or InvalidOperationException or ArgumentException
            or KeyNotFoundException or NullReferenceException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The pickle is damaged.", problem);
        }
    }

    object? Run()
    {
        while (true)
        {
            byte opcode = Byte();
            if (opcode == '.')
            {
                return Pop();
            }

            if (!Push(opcode) && !Remember(opcode) && !Collect(opcode))
            {
                throw new InvalidDataException($"Opcode {opcode} is none that torch.save writes.");
            }
        }
    }

    /// <summary>Opcodes that bring a value.</summary>
    bool Push(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'N': stack.Add(null); break;
            case 0x88: stack.Add(true); break;
            case 0x89: stack.Add(false); break;
            case (byte)'K': stack.Add((long)Byte()); break;
            case (byte)'M': stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            case (byte)'J': stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))); break;
            case 0x8A: stack.Add(Number(Byte())); break;
            case (byte)'G': stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
            case (byte)'U' or 0x8C: stack.Add(Encoding.UTF8.GetString(Bytes(Byte()))); break;
            case (byte)'X' or (byte)'T': stack.Add(Encoding.UTF8.GetString(Bytes(Length()))); break;
            case (byte)')': stack.Add(Array.Empty<object?>()); break;
            case (byte)']': stack.Add(new List<object?>()); break;
            case (byte)'}': stack.Add(new Dictionary<string, object?>()); break;
            case (byte)'c': stack.Add(TorchName.Of(Line(), Line(), path)); break;
            case (byte)'i':
                TorchName.Of(Line(), Line(), path);
                throw new InvalidDataException("torch.save makes no instances by name.");
            case 0x93:
                string name = (string)Pop()!;
                stack.Add(TorchName.Of((string)Pop()!, name, path));
                break;
            default: return false;
        }

        return true;
    }

    /// <summary>Opcodes that note a value and bring it again, and those that change nothing here.</summary>
    bool Remember(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: Byte(); break;
            case 0x95: Bytes(8); break;
            case (byte)'q': memo[Byte()] = stack[^1]; break;
            case (byte)'r': memo[BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))] = stack[^1]; break;
            case 0x94: memo[(uint)memo.Count] = stack[^1]; break;
            case (byte)'h': stack.Add(memo[Byte()]); break;
            case (byte)'j': stack.Add(memo[BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))]); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Opcodes that make one value of several.</summary>
    bool Collect(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': marks.Push(stack.Count); break;
            case (byte)'t': stack.Add(PopMarked()); break;
            case 0x85 or 0x86 or 0x87: stack.Add(Pop(opcode - 0x84)); break;
            case (byte)'a': Append(Pop(1)); break;
            case (byte)'e': Append(PopMarked()); break;
            case (byte)'s': Set(Pop(2)); break;
            case (byte)'u': Set(PopMarked()); break;
            case (byte)'R' or 0x81: stack.Add(Make((object?[])Pop()!)); break;

            // What an object should be set to: hooks and versions, which weights have no need of.
            case (byte)'b': Pop(); break;
            case (byte)'Q': stack.Add(Storage((object?[])Pop()!)); break;
            default: return false;
        }

        return true;
    }

    void Append(object?[] items) => ((List<object?>)stack[^1]!).AddRange(items);

    void Set(object?[] pairs)
    {
        var dictionary = (Dictionary<string, object?>)stack[^1]!;
        for (int i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] is string key)
            {
                dictionary[key] = pairs[i + 1];
            }
        }
    }

    /// <summary>What Python would call a function for.</summary>
    object? Make(object?[] arguments) => ((TorchName)Pop()!).Text switch
    {
        TorchName.Dictionary => Dictionary(arguments),
        TorchName.Tensor or TorchName.NewerTensor => TorchTensor.Create((TorchStorage)arguments[0]!, (long)arguments[1]!, Extents(arguments[2]), Extents(arguments[3])),
        TorchName.Parameter or TorchName.OlderParameter => (TorchTensor)arguments[0]!,
        string other => throw new InvalidDataException($"{other} is nothing to call."),
    };

    /// <summary>Python 2 hands the dictionary a list of pairs, Python 3 fills it afterwards.</summary>
    static Dictionary<string, object?> Dictionary(object?[] arguments)
    {
        var dictionary = new Dictionary<string, object?>();
        if (arguments is [List<object?> pairs])
        {
            foreach (List<object?> pair in pairs.Cast<List<object?>>())
            {
                dictionary[(string)pair[0]!] = pair[1];
            }

            // Written for this dictionary alone; kept, a few bytes could ask for its pairs again and again.
            pairs.Clear();
        }

        return dictionary;
    }

    static long[] Extents(object? tuple) => [.. ((object?[])tuple!).Select(extent => (long)extent!)];

    TorchStorage Storage(object?[] id)
    {
        if (id is not ["storage", TorchName type, string key, _, long count, ..] || !TorchStorage.IsType(type.Text))
        {
            throw new InvalidDataException("What a pickle refers to is no storage.");
        }

        // Old files tell here which part of another storage this one is.
        TorchStorage storage = id.Length > 5 && id[5] is object?[] view
            ? new TorchStorage(type.Text, key, (long)view[2]!, (long)view[1]!)
            : new TorchStorage(type.Text, key, count, First: 0);
        storages.Add(storage.Count >= 0 && storage.First >= 0 ? storage : throw new InvalidDataException("A storage has less than nothing."));
        return storage;
    }

    object? Pop() => Pop(1)[0];

    object?[] Pop(int count)
    {
        // Not beyond the last mark: what lies below belongs to another value.
        int begin = stack.Count - count;
        if (begin < (marks.Count > 0 ? marks.Peek() : 0))
        {
            throw new InvalidDataException("The stack holds less than is taken.");
        }

        object?[] items = [.. stack.GetRange(begin, count)];
        stack.RemoveRange(begin, count);
        return items;
    }

    object?[] PopMarked() => Pop(stack.Count - marks.Pop());

    object Number(int length)
    {
        BigInteger number = length <= LongestNumber ? new BigInteger(Bytes(length)) : throw new InvalidDataException("A number is too long.");
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    int Length() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    string Line()
    {
        var bytes = new List<byte>();
        for (byte next = Byte(); next != '\n'; next = Byte())
        {
            bytes.Add(next);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    byte Byte() => Bytes(1)[0];

    byte[] Bytes(int count)
    {
        left -= count >= 0 && count <= left ? count : throw new InvalidDataException("The pickle is too large.");
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
