namespace AutoBackprop;

/// <summary>Checks and pullback that all rules over spans share.</summary>
public static partial class Activations
{
    private static void Pull<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> gradX, Span<T> gradY) where TFunction : IVectorFunction<T> where T : unmanaged
    {
        Gradients(x, y, ref gradX, ref gradY);
        SpanLoops.Pull<TFunction, T>(x, y, gradX, gradY);
        gradY.Clear();
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
