using System.Diagnostics;
using System.Text.Json;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Hosting;

/// <summary>Somebody who changes the name of one contact in Kontakter, over and over, by the circuit's own protocol.</summary>
internal sealed class PageSaver(OrganisationCode organisation, Guid contact)
{
    // What the page answers of an event that it has dealt with.
    private const string Done = "{}";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private CircuitClient page = null!;
    private string typed = "";
    private (string Label, TaskCompletionSource Seen) awaited = ("", new());

    /// <summary>The municipality.</summary>
    public OrganisationCode Organisation { get; } = organisation;

    /// <summary>Opens the page, and says which it is.</summary>
    public async Task<CircuitClient> OpenAsync(PortalClient client) => page = await client.OpenAsync(handler: Hear, page: new());

    /// <summary>Opens the contact in Valg, and types that name.</summary>
    public async Task TypeAsync(string name)
    {
        typed = name;
        await SendAsync("click", "id", OverviewRowModel.EditButtonId(contact), "{}");
        await SendAsync("input", "id", ContactTexts.IdOf(ContactField.Name), JsonSerializer.Serialize(new { value = name }));
    }

    /// <summary>
    /// Saves what was typed; says how long it took from Gem to the own row with it, in milliseconds. Throws when the page refuses, and when it
    /// loses its line before that.
    /// </summary>
    public async Task<double> SaveAsync()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited = (ContactsTexts.Edit.Format(typed), seen);
        var clock = Stopwatch.StartNew();
        var sent = SendAsync("submit", "class", "fields", "{}");
        await Task.WhenAny(seen.Task, page.Closed).WaitAsync(Patience);
        var taken = clock.Elapsed;
        await sent;
        return seen.Task.IsCompleted ? taken.TotalMilliseconds : throw new InvalidOperationException("The page lost its line before it showed what it saved.");
    }

    private void Hear(string text)
    {
        var (label, seen) = awaited;
        if (label.Length > 0 && text.Contains(label, StringComparison.Ordinal))
            seen.TrySetResult();
    }

    private async Task SendAsync(string happening, string attribute, string value, string arguments)
    {
        var answer = await page.SendEventAsync(attribute, value, happening, arguments);
        if (answer != Done)
            throw new InvalidOperationException($"The page did not take {happening} at {value}: {answer}");
    }
}
