namespace AutoBackprop.Tests;

/// <summary>What the user says of a method and its parameters, every generated member says, too.</summary>
public sealed class DescriptionTests
{
    private static string Text(string comment) => Compile.Generate($$"""
        using AutoBackprop;
        namespace Physics;
        public static partial class Model
        {
            {{comment}}
            [Differentiable]
            public static double F(double x, double[] w) => x * w[0];
            public static double Other(double x) => x;
        }
        """).Text;

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [Theory]
    [InlineData("/// <summary>The <c>energy</c> of x.</summary>", "/// <summary>The <c>energy</c> of x.\n")]
    [InlineData("/// <summary>\n    /// Energy\n    ///   of x &amp; w.\n    /// </summary>", "/// <summary>Energy\n        /// of x &amp; w.\n")]
    [InlineData("/** <summary> Energy </summary> */", "/// <summary>Energy\n")]
    [InlineData("/// <summary>Like <see cref=\"Other\"/>.</summary>", "/// <summary>Like <see cref=\"M:Physics.Model.Other(System.Double)\" />.\n")]
    [InlineData("/// <param name=\"x\">Where it is.</param>\n    /// <param name=\"w\">Weights.</param>", "/// <param name=\"x\">Where it is.</param>\n        /// <param name=\"w\">Weights.</param>\n")]
    [InlineData("/// <param name=\"x\">Where&#x2028;it is.</param>", "/// <param name=\"x\">Where\n        /// it is.</param>\n")]
    public void It_is_repeated_in_both_members(string comment, string expected) => Assert.Equal(2, Count(Text(comment), expected));

    [Theory]
    [InlineData("")]
    [InlineData("// Energy.")]
    [InlineData("/// <summary></summary>")]
    [InlineData("/// <summary>Energy <b> </summary>")]
    [InlineData("/// <inheritdoc cref=\"Other\"/>")]
    [InlineData("/// <param name=\"y\">None.</param>")]
    public void Without_one_nothing_changes(string comment) => Assert.Equal(Text(""), Text(comment));
}
