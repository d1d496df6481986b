using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>Products in parts that several cores compute at once: panels of B, and rows where there are few panels.</summary>
public static partial class MatrixProduct
{
    // Products of elements: less is not worth the way to another core and back.
    private const long Large = 1 << 22;

    private const int MostParts = 32, EnoughParts = 4;

    private static void OnCores<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C, int m, int k, int n, bool add, ParallelOptions cores)
        where T : unmanaged
    {
        var width = PanelVectors * Vector512<T>.Count;
        var panels = (n + width - 1) / width;
        var across = Math.Min(panels, MostParts);
        var down = across >= EnoughParts ? 1 : Math.Clamp(m / 64, 1, EnoughParts / across);
        var parts = new Parts<T> { A = A, B = B, C = C, M = m, K = k, N = n, Adds = add, Width = width, Panels = panels, Across = across,
            Down = down };
        Chunks.Run(across * down, cores, ref parts, static (int part, ref Parts<T> of) => of.Run(part));
    }

    private ref struct Parts<T> where T : unmanaged
    {
        public Matrix<T> A, B, C;
        public int M, K, N, Width, Panels, Across, Down;
        public bool Adds;

        public readonly void Run(int part)
        {
            var (across, down) = (part % Across, part / Across);
            var (left, right) = (across * Panels / Across * Width, Math.Min((across + 1) * Panels / Across * Width, N));
            // Whole tiles.
            var (top, bottom) = (down * (M / 8) / Down * 8, down == Down - 1 ? M : (down + 1) * (M / 8) / Down * 8);
            MatrixProduct.Panels(A.At(top, 0), B.At(0, left), C.At(top, left), bottom - top, K, right - left, Adds);
        }
    }
}
