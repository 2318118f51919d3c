using System.Globalization;
using System.Net;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>
/// Somebody of København, signed in, who saves one name after another, and whose page is opened anew when it loses its process, as a browser's is.
/// </summary>
internal sealed class ContinuousSaver(PortalClient client, ContactView contact) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private int lastName;

    /// <summary>The contact whose name it is.</summary>
    public ContactView Contact { get; } = contact;

    /// <summary>The names that the page has shown as saved, in their order.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>How many times the page has lost its process.</summary>
    public int Lost { get; private set; }

    /// <summary>Saves until it is over; throws as soon as anything is refused by a page that has its process, or the sign-in by a new one.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!over.IsCancellationRequested)
        {
            var saver = new PageSaver(Koebenhavn, Contact.Id);
            CircuitClient? page = null;
            try
            {
                page = await saver.OpenAsync(client);
                while (!over.IsCancellationRequested)
                {
                    await SaveAsync(saver);
                    await pace.WaitForNextTickAsync(CancellationToken.None);
                }
            }
            catch (Exception exception) when (page is not { IsConnected: true } && exception is not HttpRequestException { StatusCode: HttpStatusCode.Redirect })
            {
                // A process that is about to end may let the page go before it is open. A browser waits too before it tries again.
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
