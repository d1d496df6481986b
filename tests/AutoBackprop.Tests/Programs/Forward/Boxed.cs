namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>Dual numbers for those who know them only as objects.</summary>
public static class Boxed
{
    public static object Double(double value, double tangent) => new Dual(value, tangent, tangent == 0 ? 0 : 1);
    public static object Single(double value, double tangent) => new DualF((float)value, tangent, tangent == 0 ? 0 : 1);

    /// <summary>Value, tangent and scale.</summary>
    public static double[] Read(object dual) => dual is DualF x ? [x.Value, x.Tangent, x.Scale] : dual is Dual y ? [y.Value, y.Tangent, y.Scale] : [];
}
