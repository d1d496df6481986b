using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace AutoBackprop.Tests;

/// <summary>The call shape of <see cref="Compile"/>, by Microsoft.CodeAnalysis.Testing: another verifier of marks, fixes, Fix All and
/// generated files. It takes four times as long for an analyzer and twice as long for a fix (measured: 297 and 75 ms, 1405 and 676 ms on a
/// loaded machine), so it verifies a part, and <see cref="Compile"/> everything.</summary>
internal static class Packaged
{
    /// <summary>What runs the tests is what they compile against: nothing is downloaded, and all tests share what has been read.</summary>
    private static readonly ReferenceAssemblies Nothing = new("net10.0");

    public static Task Analyze<TAnalyzer>(params string[] sources) where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new AnalyzerTest<TAnalyzer>();
        foreach (var source in sources) test.TestState.Sources.Add(source);
        return test.RunAsync();
    }

    /// <param name="title">Of the action to take; what it begins with.</param>
    public static Task Fix<TAnalyzer, TFix>(string before, string after, string? title = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TAnalyzer, TFix> { TestCode = before, FixedCode = after };
        if (title is not null) test.CodeActionVerifier = (action, verifier) => verifier.True(action.Title.StartsWith(title, StringComparison.Ordinal), action.Title);
        return test.RunAsync();
    }

    /// <summary>The text of one generated file.</summary>
    public static Task Generates(string source, string hintName, string text)
    {
        var test = new GeneratorTest { TestCode = source };
        test.TestState.GeneratedSources.Add((typeof(GradientGenerator), hintName, text));
        return test.RunAsync();
    }

    private static void Prepare(SolutionState state)
    {
        state.ReferenceAssemblies = Nothing;
        state.AdditionalReferences.AddRange(Compile.References);
    }

    private sealed class AnalyzerTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> where TAnalyzer : DiagnosticAnalyzer, new()
    {
        public AnalyzerTest()
        {
            Prepare(TestState);
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;
        }

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(GradientGenerator)];
        protected override ParseOptions CreateParseOptions() => Compile.Parsing;
        protected override CompilationOptions CreateCompilationOptions() => Compile.Options;
    }

    private sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        public FixTest()
        {
            Prepare(TestState);
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
        }

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(GradientGenerator)];
        protected override ParseOptions CreateParseOptions() => Compile.Parsing;
        protected override CompilationOptions CreateCompilationOptions() => Compile.Options;
    }

    private sealed class GeneratorTest : CSharpSourceGeneratorTest<GradientGenerator, DefaultVerifier>
    {
        public GeneratorTest() => Prepare(TestState);

        protected override ParseOptions CreateParseOptions() => Compile.Parsing;
        protected override CompilationOptions CreateCompilationOptions() => Compile.Options;
    }
}
