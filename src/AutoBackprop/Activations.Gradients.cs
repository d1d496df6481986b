namespace AutoBackprop;

/// <summary>Checks and pullback that all rules over spans share.</summary>
public static partial class Activations
{
    private static void Pull<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> gradX, Span<T> gradY) where TFunction
        : IVectorFunction<T> where T : unmanaged
    {
        Gradients(x, y, ref gradX, ref gradY);
        SpanLoops.Pull<TFunction, T>(x, y, gradX, gradY);
        gradY.Clear();
    }

    private static void Along<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> tangentX, Span<T> y, Span<T> tangentY) where TFunction
        : IVectorFunction<T> where T : unmanaged
    {
        Tangents(x, ref tangentX, y, ref tangentY);
        SpanLoops.Along<TFunction, T>(x, tangentX, y, tangentY);
    }

    private static void Tangents<T>(ReadOnlySpan<T> x, ref ReadOnlySpan<T> tangentX, Span<T> y, ref Span<T> tangentY)
    {
        Shapes.Elementwise<T>(y, x, nameof(y));
        tangentX = Destinations.Along(tangentX, x.Length, nameof(tangentX));
        tangentY = Destinations.Fitting(tangentY, y.Length, nameof(tangentY));
        Shapes.Elementwise<T>(tangentY, tangentX, nameof(tangentY));
        Destinations.Apart(nameof(tangentY), tangentY, x, y);
        Destinations.Apart(nameof(y), y, tangentX);
    }

    private static void Gradients<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ref Span<T> gradX, ref Span<T> gradY)
    {
        Shapes.Same(x.Length, y.Length, nameof(x));
        gradX = Destinations.Fitting(gradX, y.Length, nameof(gradX));
        gradY = Destinations.Fitting(gradY, y.Length, nameof(gradY));
        Destinations.Apart(nameof(gradX), gradX, x, y);
        Destinations.Apart(nameof(gradY), gradY, x, y, gradX);
    }
}
