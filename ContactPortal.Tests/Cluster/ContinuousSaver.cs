using System.Globalization;
using System.Net;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>
/// Saves one name after another on a page of København, and reopens the page when it loses its process, as a browser does.
/// </summary>
internal sealed class ContinuousSaver(PortalClient client, ContactView contact) : IDisposable
{
    // Slow enough to leave the processors to the browsers and to the processes that start.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private int lastName;

    /// <summary>The contact that is renamed.</summary>
    public ContactView Contact { get; } = contact;

    /// <summary>The names that the page has shown as saved, in order.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>The number of times the page has lost its process.</summary>
    public int Lost { get; private set; }

    /// <summary>Saves until cancelled; throws when a connected page refuses a save, or a new process does not accept the sign-in.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!cancellationToken.IsCancellationRequested)
        {
            var saver = new PageSaver(Koebenhavn, Contact.Id);
            CircuitClient? page = null;
            try
            {
                page = await saver.OpenAsync(client);
                while (!cancellationToken.IsCancellationRequested)
                {
                    await SaveAsync(saver);
                    await pace.WaitForNextTickAsync(CancellationToken.None);
                }
            }
            catch (Exception exception) when (
                page is not { IsConnected: true } && exception is not HttpRequestException { StatusCode: HttpStatusCode.Redirect })
            {
                // A process that is shutting down may drop the page before it is open. Wait before retrying, as a browser does.
                Lost++;
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
            finally
            {
                if (page is not null)
                    await page.DisposeAsync();
            }
        }
    }

    public void Dispose() => client.Dispose();

    private async Task SaveAsync(PageSaver saver)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Contact.Values.Name} nummer {++lastName:0000}");
        await saver.TypeAsync(name);
        await saver.SaveAsync();
        Acknowledged.Add(name);
    }
}
