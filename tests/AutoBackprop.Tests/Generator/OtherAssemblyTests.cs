using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>A [Differentiable] method of a referenced assembly is differentiated through the FBackward that was generated there.</summary>
public sealed class OtherAssemblyTests
{
    private const string Library = """
        namespace Library;
        public static partial class Curves
        {
            [AutoBackprop.Differentiable] public static double Wave(double x, double k) => System.Math.Sin(k * x) * x;
            [AutoBackprop.Differentiable(AutoBackprop.Derivatives.Gradient)] public static double Alone(double x) => x * x;
        }
        """;

    [Fact]
    public void Its_gradient_flows_through_the_call()
    {
        var (library, reference) = Build(Library);
        var application = Compile.Generate(Compile.Of("""
            public static partial class Application
            {
                [AutoBackprop.Differentiable] public static double F(double x) { var s = 0.0; for (var i = 0; i < 3; i++) s += Library.Curves.Wave(x * i, x) * x; return s; }
            }
            """).AddReferences(reference));
        Assert.Empty(application.Errors);

        using var image = new MemoryStream();
        Assert.True(application.Compilation.Emit(image).Success);
        image.Position = 0;
        var context = LoadContext.New();
        context.LoadFromStream(new MemoryStream(library));
        var type = context.LoadFromStream(image).GetType("Application")!;
        double F(double x) => (double)type.GetMethod("F")!.Invoke(null, [x])!;
        var (value, slope) = ((double, double))type.GetMethod("FGradient")!.Invoke(null, [0.7])!;

        Assert.Equal(F(0.7), value);
        Assert.Equal((F(0.7 + 1e-5) - F(0.7 - 1e-5)) / 2e-5, slope, 1e-8);
    }

    [Fact]
    public void Without_a_backward_there_it_is_refused()
    {
        var (_, reference) = Build(Library);
        var application = Compile.Generate(Compile.Of("""
            public static partial class Application
            {
                [AutoBackprop.Differentiable] public static double F(double x) => Library.Curves.Alone(x);
            }
            """).AddReferences(reference));
        Assert.Empty(application.Errors);
        Assert.Contains("NotSupportedException", application.Text, StringComparison.Ordinal);
    }

    /// <summary>Structs with operators, and an object with a method: what a library ships is called through adapters that take numbers.</summary>
    [Fact]
    public void Types_that_a_library_ships_are_differentiated_through()
    {
        var (library, reference) = Build(Package.ShippedTypes.Library);
        var application = Compile.Generate(Compile.Of(Package.ShippedTypes.Application).AddReferences(reference));
        Assert.Empty(application.Errors);
        using var image = new MemoryStream();
        Assert.True(application.Compilation.Emit(image).Success);
        image.Position = 0;
        var context = LoadContext.New();
        context.LoadFromStream(new MemoryStream(library));
        var type = context.LoadFromStream(image).GetType("Application.Program")!;
        Assert.Equal(Package.ShippedTypes.Ok, type.GetMethod("Run")!.Invoke(null, []));
    }

    private static (byte[] Image, MetadataReference Reference) Build(string source)
    {
        using var image = new MemoryStream();
        var result = Compile.Generate(Compile.Of(source).WithAssemblyName("Library")).Compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return (image.ToArray(), MetadataReference.CreateFromImage(image.ToArray()));
    }
}
