using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;

namespace AutoBackprop.Tests;

/// <summary>Each fix before and after, one at a time and all at once; and where none is offered.</summary>
public sealed class CodeFixTests
{
    // ── AB0001 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Fact]
    public Task A_type_becomes_partial() => Compile.Fix<LoweringAnalyzer, MakePartialFix>(
        """
        using AutoBackprop;

        // The model.
        public static class Model // of what
        {
            [Differentiable]
            static double {|AB0001:F|}(double x) => x;
        }
        """,
        """
        using AutoBackprop;

        // The model.
        public static partial class Model // of what
        {
            [Differentiable]
            static double F(double x) => x;
        }
        """);

    [Fact]
    public Task All_types_around_it_become_partial() => Compile.Fix<LoweringAnalyzer, MakePartialFix>(
        """
        using AutoBackprop;

        /// <summary>Outer.</summary>
        class Outer
        {
            partial record Middle
            {
                // A struct.
                ref struct Inner
                {
                    [Differentiable] static double {|AB0001:F|}(double x) => x;
                    [Differentiable] static double {|AB0001:G|}(double x) => x;
                }
                [System.Obsolete] record struct Other { [Differentiable] static double {|AB0001:F|}(double x) => x; }
            }
        }
        """,
        """
        using AutoBackprop;

        /// <summary>Outer.</summary>
        partial class Outer
        {
            partial record Middle
            {
                // A struct.
                ref partial struct Inner
                {
                    [Differentiable] static double F(double x) => x;
                    [Differentiable] static double G(double x) => x;
                }
                [System.Obsolete] partial record struct Other { [Differentiable] static double F(double x) => x; }
            }
        }
        """);

    // ── AB0003 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Fact]
    public Task A_rule_is_written_behind_the_method() => Compile.Fix<LoweringAnalyzer, WriteRuleFix>(
        """
        using System;
        using AutoBackprop;

        static partial class Model
        {
            // Calls it twice.
            [Differentiable]
            static double F(double x, int n) => {|AB0003:Math.BitIncrement(x)|} * {|AB0003:Math.BitIncrement(2 * x)|}; // one line

            static int Other; // stays
        }
        """,
        """
        using System;
        using AutoBackprop;

        static partial class Model
        {
            // Calls it twice.
            [Differentiable]
            static double F(double x, int n) => Math.BitIncrement(x) * Math.BitIncrement(2 * x); // one line

            [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
            static double BitIncrementBackward(double x, double gradResult, ref double gradX)
            {
                throw new NotImplementedException();
            }

            static int Other; // stays
        }
        """);

    [Fact]
    public Task Names_are_qualified_where_they_must_be() => Compile.Fix<LoweringAnalyzer, WriteRuleFix>(
        """
        namespace Space
        {
            static partial class Model
            {
                static int BitIncrementBackward => 1;

                [AutoBackprop.Differentiable]
                static float F(float x) { return {|AB0003:System.MathF.BitIncrement(x)|}; }
            }
        }
        """,
        """
        namespace Space
        {
            static partial class Model
            {
                static int BitIncrementBackward => 1;

                [AutoBackprop.Differentiable]
                static float F(float x) { return System.MathF.BitIncrement(x); }

                [AutoBackprop.DerivativeOf(typeof(System.MathF), nameof(System.MathF.BitIncrement))]
                static float BitIncrementBackward2(float x, float gradResult, ref float gradX)
                {
                    throw new System.NotImplementedException();
                }
            }
        }
        """);

    [Theory]
    [InlineData("static double F(double x) => x * {|AB0003:x.CompareTo(1)|};")]
    [InlineData("static double F(double x) => x * {|AB0003:x.GetHashCode()|};")]
    public Task No_rule_is_offered_where_none_would_do(string member) => Compile.NoFix<LoweringAnalyzer, WriteRuleFix>($$"""
        using AutoBackprop;
        static partial class Model
        {
            [Differentiable]
            {{member}}
        }
        class A { public double this[double x] => x; public double Twice(double x) => x; }
        """);

    // ── AB0006 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Fact]
    public Task A_signature_is_corrected() => Compile.Fix<RuleAnalyzer, CorrectRuleFix>(
        """
        using System;
        using AutoBackprop;

        static class Rules
        {
            /// <summary>Rule.</summary>
            [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
            public static void {|AB0006:One|}(double a, double g, double ga) // not yet
            {
                throw null!;
            }

            [DerivativeOf(typeof(Math), nameof(Math.Atan2))]
            static double {|AB0006:Two|}(double gradResult) => throw new Exception();

            static double Own(in float x, [NoGradient] double k, int n) => x * k;

            [DerivativeOf(typeof(Rules), nameof(Own))]
            static double {|AB0006:Three|}() => throw new Exception();
        }
        """,
        """
        using System;
        using AutoBackprop;

        static class Rules
        {
            /// <summary>Rule.</summary>
            [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
            public static double One(double a, double g, ref double ga) // not yet
            {
                throw null!;
            }

            [DerivativeOf(typeof(Math), nameof(Math.Atan2))]
            static double Two(double gradResult, double x, double gradResult_, ref double gradY, ref double gradX) => throw new Exception();

            static double Own(in float x, [NoGradient] double k, int n) => x * k;

            [DerivativeOf(typeof(Rules), nameof(Own))]
            static double Three(in float x, double k, int n, double gradResult, ref float gradX) => throw new Exception();
        }
        """);

    [Fact]
    public Task A_rule_becomes_static() => Compile.Fix<RuleAnalyzer, CorrectRuleFix>(
        """
        using System;
        using AutoBackprop;

        class Rules
        {
            // Rule.
            [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
            public double {|AB0006:One|}(double x, double gradResult, ref double gradX) => x;
        }
        """,
        """
        using System;
        using AutoBackprop;

        class Rules
        {
            // Rule.
            [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
            public static double One(double x, double gradResult, ref double gradX) => x;
        }
        """);

    [Theory]
    [InlineData("[DerivativeOf(typeof(Math), {|AB0006:\"Nothing\"|})] static double B(double x) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), \"BitIncrement\")] double {|AB0006:B|}(double x) => x + k; double k = 1;")]
    [InlineData("[DerivativeOf(typeof(Math), \"BitIncrement\")] static double {|AB0006:B|}(double x /* here */) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), \"BitIncrement\")] static double {|AB0006:B|}<T>(double x) => x;")]
    [InlineData("class G<T> { [DerivativeOf(typeof(Math), \"BitIncrement\")] static double {|AB0006:B|}(double x) => x; }")]
    public Task No_signature_is_offered_where_none_would_do(string member) =>
        Compile.NoFix<RuleAnalyzer, CorrectRuleFix>($"using System; using AutoBackprop;\nclass Rules {{ {member} }}");

    // ── AB0008 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Fact]
    public Task A_parameter_is_marked() => Compile.Fix<LoweringAnalyzer, MarkNoGradientFix>(
        """
        using AutoBackprop;

        static partial class Model
        {
            [Differentiable]
            static double F(
                double x, // used
                /* not used */ double {|AB0008:y|},
                [System.Diagnostics.CodeAnalysis.DisallowNull] in float {|AB0008:z|} = 1) => x;
        }
        """,
        """
        using AutoBackprop;

        static partial class Model
        {
            [Differentiable]
            static double F(
                double x, // used
                /* not used */ [NoGradient] double y,
                [NoGradient][System.Diagnostics.CodeAnalysis.DisallowNull] in float z = 1) => x;
        }
        """);

    [Fact]
    public Task A_parameter_is_marked_without_a_using() => Compile.Fix<LoweringAnalyzer, MarkNoGradientFix>(
        "static partial class Model { [AutoBackprop.Differentiable] static double F(double x, double {|AB0008:y|}) => x; }",
        "static partial class Model { [AutoBackprop.Differentiable] static double F(double x, [AutoBackprop.NoGradient] double y) => x; }");

    // ── AB0009 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Fact]
    public Task A_gradient_is_stopped() => Compile.Fix<LoweringAnalyzer, StopGradientFix>(
        """
        using AutoBackprop;

        static partial class Model
        {
            static double last, sum;

            [NoGradient] static double Log(double x, int n, double y) => x;

            [Differentiable]
            static double F(double x, float z, int n)
            {
                {|AB0009:last = /* the last */ x * x|}; // kept
                {|AB0009:sum += x|};
                var i = {|AB0009:(int)(x + 1)|} + {|AB0009:(long)z|};
                return x * i + z * {|AB0009:Log({|AB0009:(int)x|}, n, x /* y */)|};
            }
        }
        """,
        """
        using AutoBackprop;

        static partial class Model
        {
            static double last, sum;

            [NoGradient] static double Log(double x, int n, double y) => x;

            [Differentiable]
            static double F(double x, float z, int n)
            {
                last = /* the last */ Gradients.Stop(x * x); // kept
                sum += Gradients.Stop(x);
                var i = (int)Gradients.Stop(x + 1) + (long)Gradients.Stop(z);
                return x * i + z * Log((int)Gradients.Stop(x), n, Gradients.Stop(x) /* y */);
            }
        }
        """);
}
