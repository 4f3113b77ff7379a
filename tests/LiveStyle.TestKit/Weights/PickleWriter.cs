using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LiveStyle.TestKit.Weights;

/// <summary>Writes pickles of protocol 2, opcode by opcode, with the words of Python 3 or of Python 2.</summary>
sealed class PickleWriter(bool isPython2 = false)
{
    readonly MemoryStream bytes = new();

    /// <summary>The pickle so far, and its end.</summary>
    public byte[] ToPickle() => [0x80, 2, .. bytes.ToArray(), (byte)'.'];

    public PickleWriter Code(params ReadOnlySpan<byte> opcodes)
    {
        bytes.Write(opcodes);
        return this;
    }

    public PickleWriter Code(char opcode) => Code((byte)opcode);

    public PickleWriter Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return isPython2 ? Code((byte)'U', (byte)utf8.Length).Code(utf8) : Code('X').Code(Int32(utf8.Length)).Code(utf8);
    }

    /// <summary>Python 2 kept extents as long numbers, Python 3 takes the shortest form.</summary>
    public PickleWriter Number(BigInteger number)
    {
        byte[] little = number.ToByteArray();
        return isPython2 || number > int.MaxValue ? Code(0x8A, (byte)little.Length).Code(little)
            : number is { IsZero: false, Sign: < 0 } || number > ushort.MaxValue ? Code('J').Code(Int32((int)number))
            : number > byte.MaxValue ? Code((byte)'M', (byte)number.ToByteArray(isUnsigned: true)[0], (byte)(number >> 8))
            : Code((byte)'K', (byte)number);
    }

    public PickleWriter Numbers(params ReadOnlySpan<long> numbers)
    {
        Code('(');
        foreach (long number in numbers)
        {
            Number(number);
        }

        return Code('t');
    }

    public PickleWriter Global(string module, string name) => Code('c').Code(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    /// <summary>What torch.save puts in a storage's place.</summary>
    public PickleWriter Storage(string type, string key, long count, bool withView)
    {
        Code('(').Text("storage").Global("torch", type).Text(key).Text("cpu").Number(count);
        return (withView ? Code('N') : this).Code('t').Code('Q');
    }

    static byte[] Int32(int number)
    {
        var little = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(little, number);
        return little;
    }
}
