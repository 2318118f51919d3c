using System.Diagnostics;
using System.Text.Json;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Hosting;

/// <summary>Changes the name of one contact on the page Kontakter, repeatedly, over the circuit protocol.</summary>
internal sealed class PageSaver(OrganisationCode organisation, Guid contact)
{
    // The result of an event that the page has handled.
    private const string Done = "{}";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private CircuitClient page = null!;
    private string typed = "";
    private (string Label, TaskCompletionSource Shown) awaited = ("", new());

    /// <summary>The municipality.</summary>
    public OrganisationCode Organisation { get; } = organisation;

    /// <summary>Opens the page and returns its client.</summary>
    public async Task<CircuitClient> OpenAsync(PortalClient client) => page = await client.OpenAsync(handler: OnReceived, page: new());

    /// <summary>Opens the contact in the edit panel and enters the name.</summary>
    public async Task TypeAsync(string name)
    {
        typed = name;
        await SendAsync("click", "id", OverviewRowModel.EditButtonId(contact), "{}");
        await SendAsync("input", "id", ContactTexts.IdOf(ContactField.Name), JsonSerializer.Serialize(new { value = name }));
    }

    /// <summary>
    /// Saves the entered name; returns the milliseconds from Gem until the own row shows it. Throws when the page refuses, and when it
    /// loses its connection before that.
    /// </summary>
    public async Task<double> SaveAsync()
    {
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited = (ContactsTexts.Edit.Format(typed), shown);
        var clock = Stopwatch.StartNew();
        var sent = SendAsync("submit", "class", "fields", "{}");
        await Task.WhenAny(shown.Task, page.Closed).WaitAsync(Timeout);
        var taken = clock.Elapsed;
        await sent;
        return shown.Task.IsCompleted
            ? taken.TotalMilliseconds
            : throw new InvalidOperationException("The page lost its connection before it showed the saved name.");
    }

    private void OnReceived(string text)
    {
        var (label, shown) = awaited;
        if (label.Length > 0 && text.Contains(label, StringComparison.Ordinal))
            shown.TrySetResult();
    }

    private async Task SendAsync(string eventName, string attribute, string value, string arguments)
    {
        var answer = await page.SendEventAsync(attribute, value, eventName, arguments);
        if (answer != Done)
            throw new InvalidOperationException($"The page did not handle {eventName} at {value}: {answer}");
    }
}
