namespace Digits;

/// <summary>Inputs, a row an example, with the class of each. The inputs of an example are the pixels of a picture, or just two
/// coordinates.</summary>
public sealed record Examples(float[] Inputs, int[] Labels, int Width, int Height)
{
    public int Count => Labels.Length;
    public int Size => Width * Height;

    public ReadOnlySpan<float> Row(int index) => Inputs.AsSpan(index * Size, Size);

    public Examples Slice(int start, int count) =>
        new(Inputs[(start * Size)..((start + count) * Size)], Labels[start..(start + count)], Width, Height);
}
