using System.Diagnostics;

namespace AutoBackprop.Tests.Package;

/// <summary>Runs the command line that users run.</summary>
public static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>What it printed; it must succeed.</returns>
    public static Task<string> Run(string folder, params string[] arguments) => Run(folder, arguments, succeeds: true);

    /// <returns>What it printed; it must fail.</returns>
    public static Task<string> Fail(string folder, params string[] arguments) => Run(folder, arguments, succeeds: false);

    private static async Task<string> Run(string folder, string[] arguments, bool succeeds)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // Those of the test run itself would lead the inner build astray, and servers that stay behind would hold our pipe open.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)}");
        }

        var printed = await output + await error;
        Assert.True(process.ExitCode == 0 == succeeds, $"dotnet {string.Join(' ', arguments)}\n{printed}");
        return printed;
    }
}
