"""The API of the dashboard, `/api/v1`: the numbers of the pages for programs. It is read, and changes nothing."""
