using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Tests;

/// <summary>The sources of a project, read as C#.</summary>
internal sealed class SourceFiles
{
    private readonly Lazy<CSharpCompilation> _compilation;

    private SourceFiles(string root, IReadOnlyList<SyntaxTree> trees)
    {
        (Root, Trees) = (root, trees);
        _compilation = new(() => CSharpCompilation.Create("House", trees.Append(CSharpSyntaxTree.ParseText(Usings, Options)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)));
    }

    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading;";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    public string Root { get; }

    public IReadOnlyList<SyntaxTree> Trees { get; }

    public SemanticModel ModelOf(SyntaxTree tree) => _compilation.Value.GetSemanticModel(tree);

    /// <summary>"Passes", "Save/Policy"; empty for a file beside the project.</summary>
    public string FolderOf(SyntaxTree tree) => Path.GetDirectoryName(Path.GetRelativePath(Root, tree.FilePath))!.Replace('\\', '/');

    public string NameOf(SyntaxTree tree) => Path.GetRelativePath(Root, tree.FilePath).Replace('\\', '/');

    public static SourceFiles In(string root)
    {
        string[] files = [.. Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar).All(part => part is not ("obj" or "bin"))).Order(StringComparer.Ordinal)];
        return new SourceFiles(root, [.. files.Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), Options, f))]);
    }
}
