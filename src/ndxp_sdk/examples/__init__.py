"""One small program for each task. Each runs against `ndxp-mocks hub` on this machine, or against a profile of yours.

    ndxp-mocks hub                                  # in one terminal
    python -m ndxp_sdk.examples.find_service        # in another

`NDXP_PROFILE` names another profile than the mock's, `NDXP_PROVIDER_PROFILE` that of the provider in examples with two
parties, `NDXP_EXAMPLES_URL` another address of the mock.

Mỗi việc một chương trình nhỏ, chạy với `ndxp-mocks hub` trên máy này hoặc với hồ sơ cấu hình của bạn.
"""
