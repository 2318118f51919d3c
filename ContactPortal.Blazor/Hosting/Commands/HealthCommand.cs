using System.CommandLine;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Asks a running portal whether it is ready, for the health check of a container, which has no other program for it. Needs no setting.
/// </summary>
internal sealed class HealthCommand : Command
{
    private const string Default = "http://127.0.0.1:8080";
    private const int HealthyExitCode = 0;
    private const int UnhealthyExitCode = 1;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Option<string> url = new("--url")
    {
        HelpName = "URL", Description = "The portal's address.", DefaultValueFactory = _ => Default,
    };

    public HealthCommand() : base(
        "health", "Asks a running portal whether it is ready; exit code 1 if it isn't. For the health checks of containers.")
    {
        url.Validators.Add(given =>
        {
            if (!Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out var address)
                || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            {
                given.AddError($"--url should be the portal's address, such as {Default}.");
            }
        });
        Options.Add(url);
        SetAction(AskAsync);
    }

    private async Task<int> AskAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new(arguments.GetRequiredValue(url)), Timeout = Timeout };
        try
        {
            using var answer = await client.GetAsync(new Uri(PortalUrls.Ready, UriKind.Relative), cancellationToken);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? HealthyExitCode : UnhealthyExitCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return UnhealthyExitCode;
        }
    }
}
