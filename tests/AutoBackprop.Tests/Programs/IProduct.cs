using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests.Programs;

/// <summary>The generator under test, as random programs need it.</summary>
internal interface IProduct
{
    IIncrementalGenerator Generator { get; }

    IReadOnlyList<MetadataReference> References { get; }

    /// <summary>The errors that it reports for a user's files, by the file.</summary>
    IReadOnlyList<(SyntaxTree Tree, string Message)> Refusals(Compilation compilation);
}
