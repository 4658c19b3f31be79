/** What `roundtrip --help` prints. */
export const HELP = `Roundtrip: does this traffic come back the way it went, and if not, why?

  roundtrip analyze PATH…   Read evidence and say what it shows.
      PATH                  A file, several, a folder (it may hold a case.yml), or - for standard input.
      --json                One JSON object on standard output (docs/report.schema.json).
      --markdown            Markdown, for a ticket.
      --flow TEXT           The conversation: "10.1.1.5:51000 > 10.2.2.10:443/tcp".
      --pictures DIR        Draw what there is to draw into a folder: paths, handshake, growth, as SVG and PNG.
      --colour, --no-colour Colours or none; without either, colours on a terminal unless NO_COLOR is set.
  roundtrip compare BEFORE AFTER
                            Say what differs between two moments, each a file or a folder: new, updated, absent,
                            unchanged. Takes --json, --markdown, --flow and --colour as analyze does.
  roundtrip explain [NAME]  The page of a cause: how it presents, is proved, mistaken, fixed and validated;
                            without a name, which causes there are.
  roundtrip config check [FILE]
                            Read the fleet file (which firewalls may be asked, and for whom) and say what is wrong
                            with it, or what it allows; without FILE the one of ROUNDTRIP_FLEET, or ./roundtrip.yml.
  roundtrip audit verify [--head DIGEST]
                            Say whether the record of what was asked of firewalls is whole; with a digest noted
                            earlier also whether its end is. Reads the folder of ROUNDTRIP_DATA while no bot runs.
  roundtrip audit export [--json|--csv] [--case RT-3]
                            Write that record out: one JSON object a line, or a table for spreadsheets.
  roundtrip serve           Run the Slack bot; its settings come from the environment.
  roundtrip --help          This text.
  roundtrip --version       The version.

Exit code: 0 when it could analyse, 2 when the input cannot be used, 1 when an audit is not whole.
`;
